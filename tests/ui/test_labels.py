"""Every key that the core has finds its words, and none is left over."""

from __future__ import annotations

import numpy as np
import pytest

from ui.labels import METHOD_WORDS, PARAMETER_WORDS, STAGES, STEPS, VALUES, parameter_label
from upsample_core.methods import METHODS, legal_method, legal_values, method
from upsample_core.runs.trace import trace

PARAMETERS = {
    parameter.name: parameter
    for definition in METHODS.values()
    for parameter in definition.parameters
}


@pytest.mark.parametrize("name", METHODS)
def test_a_method_has_a_title_and_a_sentence(name):
    assert name in METHOD_WORDS, f"{name} has no words in ui/labels.py"
    assert METHOD_WORDS[name].title
    assert METHOD_WORDS[name].sentence.endswith(".")


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_has_a_name_and_help(name):
    assert name in PARAMETER_WORDS, f"{name} has no words in ui/labels.py"
    assert parameter_label(PARAMETERS[name]).startswith(PARAMETER_WORDS[name].name)
    assert PARAMETER_WORDS[name].help.endswith(".")


@pytest.mark.parametrize("name", METHODS)
def test_a_stage_its_steps_and_the_values_have_words(name):
    flags = {p.name: True for p in METHODS[name].parameters if p.default is False}
    for given in ({}, flags):
        stage = trace(legal_method(name, (4, 5), given)[0], np.ones((4, 5))).stage
        if stage is not None:
            assert stage.name in STAGES, f"{stage.name} has no words in ui/labels.py"
            assert set(stage.steps) <= STEPS.keys(), f"{stage.name}'s steps lack words"
    chosen = method(name, (4, 5))
    for parameter in METHODS[name].parameters:
        keys = {value for value in legal_values(chosen, parameter.name) if isinstance(value, str)}
        assert keys <= VALUES.keys(), f"values of {parameter.name} lack words"


def test_no_words_are_left_over():
    assert list(METHOD_WORDS) == list(METHODS)
    assert PARAMETER_WORDS.keys() == PARAMETERS.keys()
