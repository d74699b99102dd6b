"""Fields: what is spelled is read back, and what spells nothing is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.fields import (
    UnreadableError,
    choice_field,
    number_field,
    scalar,
    several_field,
    spell,
    switch_field,
    text_field,
    values_field,
    whole_field,
)
from ui.lab.state import FIELDS, read_address, settle_lab, to_address
from upsample_core.methods import METHODS, legal_values, method

ANY_TEXT = st.text(max_size=60)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (0.5, "0.5"),
        (-0.75, "-0.75"),
        (0.1 + 0.2, "0.3"),
        (2.0, "2"),
        ("floor", "floor"),
        ((2, 2), "2"),
        ((2, 3), "2,3"),
        (((1.0, 2.0), (3.0, 4.5)), "1,2;3,4.5"),
        (["a", "b"], "a,b"),
        ([], "none"),
        (np.array([1.0, 0.25]), "1,0.25"),
        (np.array([[1, 2], [3, 4]]), "1,2;3,4"),
    ],
)
def test_one_spelling_for_each_value(value, text):
    assert spell(value) == text


@given(st.integers(-999_999_999, 999_999_999))
def test_whole_numbers_come_back(value):
    assert whole_field("n", -(10**9), 10**9, 0).read(spell(value)) == value


@given(st.integers(-6_000_000, 6_000_000))
def test_numbers_of_a_slider_come_back(millionths):
    value = round(millionths / 1e6, 6)
    assert number_field("x", -6, 6, 0).read(spell(value)) == value


@given(st.lists(st.sampled_from("abcd"), unique=True))
def test_several_names_come_back_in_their_order(names):
    assert several_field("letters", "abcd", "ab").read(spell(names)) == names


@pytest.mark.parametrize("text", ["", "a,e", "a,a", "a,", "a,none", "A", "a b"])
def test_other_names_and_names_twice_are_refused(text):
    with pytest.raises(UnreadableError):
        several_field("letters", "abcd", "ab").read(text)


@pytest.mark.parametrize("value", [True, False])
def test_switches_come_back(value):
    assert switch_field("on").read(spell(value)) is value


def test_options_of_any_kind_come_back():
    for options in (("a", 1, 2.5, (2, 3), False), ((0, 0), (0, 1), (1, 1))):
        field = choice_field("one", options, options[0])
        assert [field.read(spell(option)) for option in options] == list(options)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (whole_field("n", 0, 5, 0), text)
        for text in ("", "6", "-1", "1.0", "٣", "1e1", "9" * 5000, " 1", "--1", "½")
    ]
    + [(number_field("x", 0, 1, 0), text) for text in ("", "nan", "inf", "2", "1e999", "٣", "x")]
    + [(switch_field("on"), text) for text in ("", "yes", "True", "2")]
    + [(choice_field("c", ("a", "b"), "a"), text) for text in ("", "c", "A", "a ")]
    + [(text_field("t", most=3), "four")],
)
def test_what_spells_nothing_is_refused(field, text):
    with pytest.raises(UnreadableError):
        field.read(text)


@given(ANY_TEXT)
def test_any_text_is_read_or_refused(text):
    for field in FIELDS.values():
        try:
            field.read(text)
        except UnreadableError:
            continue


@given(ANY_TEXT)
def test_a_value_of_any_type_is_spelled_alike_once_it_was_read(text):
    value = scalar(text)
    assert scalar(spell(value)) == value


def legal_cases():
    """Every method, and every parameter of it with each of its legal values."""
    for name in METHODS:
        start = method(name, (5, 7))
        for parameter in start.definition.parameters:
            if parameter.name in start.chosen and not parameter.pasted:
                values = list(legal_values(start, parameter.name))
                yield pytest.param(name, parameter.name, values[:30], id=f"{name}-{parameter.name}")


@pytest.mark.parametrize(("name", "parameter", "values"), list(legal_cases()))
def test_every_legal_value_of_a_parameter_comes_back(name, parameter, values):
    for value in values:
        address = {"method": name, "size": "5x7", parameter: spell(value)}
        lab, notes = settle_lab(*read_address(address), near=False)
        assert not notes
        chosen = lab.method[parameter]
        assert chosen == value or set(chosen) == {value}
        again, _notes = settle_lab(*read_address(to_address(lab)), near=False)
        assert to_address(again) == to_address(lab)


def test_each_axis_comes_back():
    field = values_field("stride", 2)
    assert field.read("2,3") == (2, 3)
    assert field.read(spell((2, 3))) == (2, 3)
    assert field.read(spell((3, 3))) == 3
