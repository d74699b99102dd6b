"""Marking: whatever a person writes is read, or gets a sentence; it is never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.inputs.parsing import NumbersError
from upsample_core.lessons.questions.question import Question, generator, mark

NUMBER = Question("number", 0, {}, 3, mistakes={"twice": 6, "same": 3})
FRACTION = Question("fraction", 0, {}, 1 / 3)
PAIR = Question("pair", 0, {}, (4, 16), mistakes={"turned": (16, 4)})
CHOICE = Question("choice", 0, {}, "even", ("odd", "even"), {"parity": "odd"})


@pytest.mark.parametrize("reply", ["3", " 3.0 ", "+3", "6/2", "３", "3e0", 3, 3.0, "(3)", "3,"])
def test_a_number_is_read_however_it_is_written(reply):
    assert mark(NUMBER, reply).right


@pytest.mark.parametrize("reply", ["4", "2.999", "-3", "3.01"])
def test_another_number_is_wrong(reply):
    marked = mark(NUMBER, reply)
    assert not marked.right
    assert marked.problem is None
    assert marked.value == pytest.approx(float(reply))


@pytest.mark.parametrize("reply", ["1/3", "0.33", "0.333", ".3333333", "33/100"])
def test_what_is_no_whole_number_may_be_rounded(reply):
    assert mark(FRACTION, reply).right


@pytest.mark.parametrize("reply", ["0.3", "0.34", "1/4"])
def test_rounding_has_a_bound(reply):
    assert not mark(FRACTION, reply).right


@pytest.mark.parametrize(
    "reply",
    ["4, 16", "4 16", "4 × 16", "4x16", "4 X 16", "4*16", "(4, 16)", "［４，１６］", "4;16"],
)
def test_several_numbers_are_read_however_they_are_written(reply):
    assert mark(PAIR, reply).right


def test_a_known_slip_is_named():
    assert mark(NUMBER, "6").mistake == "twice"
    assert mark(NUMBER, "7").mistake is None
    assert mark(NUMBER, "3").mistake is None
    assert mark(PAIR, "16, 4").mistake == "turned"
    assert mark(CHOICE, "odd").mistake == "parity"


def test_slips_that_lead_to_the_answer_drop_out():
    assert dict(NUMBER.mistakes) == {"twice": 6}


def test_choices_are_marked_by_name():
    assert mark(CHOICE, "even").right
    assert not mark(CHOICE, "odd").right
    for reply in (None, "", "EVEN", 1):
        problem = mark(CHOICE, reply).problem
        assert "pick one" in str(problem)


SILLY = [None, "", "  ", "abc", "nan", "inf", "1/0", "-", "4,,5", "__import__('os')", "9" * 500, []]


@pytest.mark.parametrize("question", [NUMBER, FRACTION, PAIR])
@pytest.mark.parametrize("reply", SILLY, ids=repr)
def test_silly_replies_get_a_sentence(question, reply):
    marked = mark(question, reply)
    assert not marked.right
    assert isinstance(marked.problem, NumbersError)
    assert marked.problem.template.format(**marked.problem.values) == str(marked.problem)
    assert "reply" in str(marked.problem)


@pytest.mark.parametrize(("reply", "given"), [("4", 1), ("4, 16, 1", 3)])
def test_too_few_or_many_numbers_are_counted(reply, given):
    problem = mark(PAIR, reply).problem
    assert str(problem) == f"reply: 2 numbers are asked for, got {given}"


@given(st.text())
def test_no_text_is_an_exception(text):
    for question in (NUMBER, PAIR, CHOICE):
        marked = mark(question, text)
        assert (marked.value is None) == (marked.problem is not None)


def test_a_reply_has_a_bound():
    assert mark(NUMBER, "3." + "0" * 198).right
    problem = mark(NUMBER, "3." + "0" * 199).problem
    assert str(problem) == "reply must have at most 200 characters, got 201"


def test_a_seed_gives_the_same_numbers_everywhere():
    assert [generator("kind", 5).randrange(1000) for _ in range(2)] == [425, 425]
    assert generator("kind", 6).random() != generator("kind", 5).random()
    with pytest.raises(ParameterError, match="seed must be a whole number"):
        generator("kind", 1.5)
