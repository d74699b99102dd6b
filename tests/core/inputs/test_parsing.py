"""Pasted numbers: what is read, and what is named when it cannot be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upsample_core.checks import ParameterError
from upsample_core.inputs.parsing import NumbersError, parse_numbers

readable = st.floats(-1e6, 1e6)
matrices = st.tuples(st.integers(1, 5), st.integers(1, 6)).flatmap(
    lambda shape: st.lists(
        st.lists(readable, min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@settings(deadline=None, max_examples=100)
@given(
    matrices,
    st.sampled_from([";", "\n", "\r\n", " ;\n", "；", "\n\n \n"]),
    st.sampled_from([",", " ", "\t", " , ", "   ", "，", "、", "\u3000"]),
)
def test_what_was_written_is_read(matrix, between_rows, between_entries):
    text = between_rows.join(between_entries.join(map(repr, row)) for row in matrix)
    np.testing.assert_array_equal(parse_numbers(text), np.array(matrix), strict=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", [[7]]),
        ("  1 2 3 ", [[1, 2, 3]]),
        ("1;2;3", [[1], [2], [3]]),
        ("1/4 -3/2 .5/1e1", [[0.25, -1.5, 0.05]]),
        ("1e6 -1000000 1e300/1e300 5e-324", [[1e6, -1e6, 1, 5e-324]]),
        ("+1. -.5 2e3 2E-3 007", [[1, -0.5, 2000, 0.002, 7]]),
        ("1, 2,\n3, 4,\n", [[1, 2], [3, 4]]),
        ("1 2;", [[1, 2]]),
        ("\u22121.5 \u2212.5", [[-1.5, -0.5]]),
        ("１．５，－２；３／４　５", [[1.5, -2], [0.75, 5]]),
        ("0.1\t0.2\r\n0.3\t0.4\r\n", [[0.1, 0.2], [0.3, 0.4]]),
    ],
)
def test_ways_of_writing(text, expected):
    np.testing.assert_array_equal(parse_numbers(text), expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "kernel must hold at least one number, got none"),
        (" \n;； \t", "kernel must hold at least one number, got none"),
        (",", "kernel, row 1, entry 1 must be .* but it is empty"),
        ("1 2\n3 4 x", "kernel must have as many .*: row 1 has 2, row 2 has 3"),
        ("1 2\n\n3", "kernel must have as many numbers in every row: row 1 has 2, row 2 has 1"),
        ("1 2\n3 x", "kernel, row 2, entry 2 must be a finite number such as .* got 'x'"),
        ("1,,2", "kernel, row 1, entry 2 must be .* but it is empty"),
        (",1", "kernel, row 1, entry 1 must be .* but it is empty"),
        ("1,2,,", "kernel, row 1, entry 3 must be .* but it is empty"),
        ("nan", "kernel, row 1, entry 1 must be a finite number .* got 'nan'"),
        ("1 -inf", "kernel, row 1, entry 2 must be a finite number .* got '-inf'"),
        ("Infinity", "must be a finite number .* got 'Infinity'"),
        ("1e308", "row 1, entry 1 must be from -1,000,000 to 1,000,000, got '1e308'"),
        ("0 -1000000.1", "entry 2 must be from .* got '-1000000.1'"),
        ("1e999", "must be from -1,000,000 to 1,000,000, got '1e999'"),
        ("1/1e999", "must be from -1,000,000 to 1,000,000, got '1/1e999'"),
        ("1e308/1e-308", "must be from -1,000,000 to 1,000,000, got '1e308/1e-308'"),
        ("1/0", "must not divide by zero, got '1/0'"),
        ("1/2/3", "got '1/2/3'"),
        ("1 /2", "entry 2 must be .* got '/2'"),
        ("[1,2]", r"got '\[1'"),
        ("1_000", "got '1_000'"),
        ("0x10", "got '0x10'"),
        ("1e", "got '1e'"),
        ("--1", "got '--1'"),
        (".", r"got '\.'"),
        ("1:2", "got '1:2'"),
        ("٣", "got '٣'"),
        ("3²", "got '3²'"),
        ("2**9", r"got '2\*\*9'"),
        ("__import__('os').getcwd()", "got .__import__"),
        ("x" * 999, r"got 'x{37}\.\.\.'$"),
        ("1 " * 65, "kernel must have at most 64 numbers in a row, got 65 in row 1"),
        ("1;" * 65, "kernel must have at most 64 rows, got 65"),
        (None, "kernel must be text, got NoneType"),
        (b"1 2", "kernel must be text, got bytes"),
    ],
)
def test_what_is_wrong_is_named(text, message):
    with pytest.raises(ParameterError, match=message):
        parse_numbers(text, "kernel")


def test_the_message_can_be_said_in_another_language():
    with pytest.raises(NumbersError) as refusal:
        parse_numbers("1 2\n3 x", "kernel")
    error = refusal.value
    assert error.values == {"name": "kernel", "row": 2, "entry": 2, "given": "'x'"}
    assert error.template.format(**error.values) == str(error)


def test_the_most_that_is_read_can_be_chosen():
    full = "\n".join([" ".join(["1"] * 64)] * 64)
    assert parse_numbers(full).shape == (64, 64)
    assert parse_numbers("1 2 3; 4 5 6", max_shape=(2, 3)).shape == (2, 3)
    with pytest.raises(ParameterError, match="numbers must have at most 1 rows, got 2"):
        parse_numbers("1 2 3; 4 5 6", max_shape=(1, 3))
    with pytest.raises(ParameterError, match="at most 2 numbers in a row, got 3 in row 1"):
        parse_numbers("1 2 3; 4 5 6", max_shape=(2, 2))


@pytest.mark.parametrize("text", ["1" * 200_000 + "x", " " * 200_000 + "x", "1e" + "1" * 200_000])
def test_a_hostile_text_is_refused_in_one_pass(text):
    with pytest.raises(ParameterError):
        parse_numbers(text)  # a pass for every character would take hours
