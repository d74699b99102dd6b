"""Parameter checks: what passes, what is refused, and that the message says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from upsample_core.checks import (
    MAX_ELEMENTS,
    ParameterError,
    check_size,
    flag,
    grid_shape,
    group_count,
    index_array,
    number_array,
    one_of,
    per_axis,
    whole_number,
)

NOT_WHOLE = [0.5, 2.0, float("nan"), float("inf"), np.float32(1), True, np.True_, "2", None, 1j]


def refused(message: str) -> Any:
    return pytest.raises(ParameterError, match=re.escape(message))


def test_a_parameter_error_is_a_value_error():
    assert issubclass(ParameterError, ValueError)


class Endless(Sequence[int]):
    """A sequence that says how long it is and cannot be read to its end."""

    def __len__(self) -> int:
        return 10**12

    def __getitem__(self, place: Any) -> Any:
        raise AssertionError("its length says enough")


class KeepsGradients:
    """What a tensor does that is part of a computation that is differentiated."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().")


class TestWholeNumber:
    @pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3)])
    def test_integers_of_any_kind_become_int(self, value: Any):
        assert whole_number("size", value) == 3
        assert type(whole_number("size", value)) is int

    @pytest.mark.parametrize("value", [*NOT_WHOLE, [3], (3,), {}, np.array([3])])
    def test_all_else_is_refused(self, value: Any):
        with refused(f"size must be a whole number at least 1, got {value!r}"):
            whole_number("size", value)

    def test_both_ends_of_the_range_are_allowed(self):
        assert [whole_number("n", n, 2, 4) for n in (2, 3, 4)] == [2, 3, 4]
        for outside in (1, 5, -3):
            with refused(f"n must be a whole number from 2 to 4, got {outside}"):
                whole_number("n", outside, 2, 4)

    def test_the_largest_is_what_64_bits_hold(self):
        assert whole_number("n", 2**63 - 1) == 2**63 - 1
        for value in (2**63, np.uint64(2**64 - 1)):
            with refused(f"n must be a whole number below 2**63, got {value!r}"):
                whole_number("n", value)

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (10**5000, "n must be a whole number below 2**63, got a whole number of about 5001"),
            (-(10**5000), "n must be a whole number at least 1, got a whole number of about 500"),
            ([10**5000], "n must be a whole number at least 1, got [a whole number of about 500"),
        ],
        ids=["large", "negative", "in a list"],
    )
    def test_numbers_that_python_does_not_print_are_described(self, value: Any, message: str):
        with refused(message):
            whole_number("n", value)

    def test_a_span_of_time_is_no_number(self):
        with refused("n must be a whole number at least 1, got np.timedelta64(3)"):
            whole_number("n", np.timedelta64(3))

    def test_what_cannot_be_quoted_is_named_by_its_type(self):
        class Unspeakable:
            def __repr__(self) -> str:
                raise ValueError

        with refused("n must be a whole number at least 1, got <Unspeakable instance at"):
            whole_number("n", Unspeakable())

    def test_a_hostile_value_does_not_flood_the_message(self):
        with pytest.raises(ParameterError) as error:
            whole_number("n", "9" * 10_000)
        assert len(str(error.value)) < 150


class TestPerAxis:
    @pytest.mark.parametrize("value", [4, (4,), [4], np.array([4]), np.array(4), np.int16(4)])
    def test_one_serves_all(self, value: Any):
        assert per_axis("stride", value, 3) == (4, 4, 4)

    @pytest.mark.parametrize("value", [(4, 5), [4, np.int32(5)], np.array([4, 5])])
    def test_one_for_each(self, value: Any):
        result = per_axis("stride", value, 2)
        assert result == (4, 5)
        assert all(type(entry) is int for entry in result)

    @pytest.mark.parametrize("value", [(), (1, 2, 3), [1] * 9])
    def test_another_number_of_them_is_refused(self, value: Any):
        with refused(f"stride must be one whole number or 2 of them, got {value!r}"):
            per_axis("stride", value, 2)

    def test_two_for_one_axis_are_refused(self):
        with refused("stride must be one whole number, got (1, 1)"):
            per_axis("stride", (1, 1), 1)

    @pytest.mark.parametrize("value", NOT_WHOLE)
    def test_entries_are_checked(self, value: Any):
        with refused(f"padding must be a whole number at least 0, got {value!r}"):
            per_axis("padding", (0, value), 2, minimum=0)

    def test_text_is_no_sequence_of_numbers(self):
        with refused("stride must be a whole number at least 1, got '22'"):
            per_axis("stride", "22", 2)

    @pytest.mark.parametrize(
        "value", [range(10**20), range(10**12), [1] * 10**6, np.ones(10**6, int), Endless()]
    )
    def test_a_long_sequence_is_refused_by_its_length_alone(self, value: Any):
        with refused("stride must be one whole number or 2 of them, got "):
            per_axis("stride", value, 2)
        with refused("shape must have 2 axes, got "):
            grid_shape("shape", value, 2)
        with refused("shape must have 1 to 32 axes, got "):
            grid_shape("shape", value)


class TestGridShape:
    def test_a_number_is_one_axis(self):
        assert grid_shape("shape", 5) == grid_shape("shape", (5,), 1) == (5,)

    def test_any_number_of_axes(self):
        assert (
            grid_shape("shape", [2, 3, 4]) == grid_shape("shape", np.array([2, 3, 4])) == (2, 3, 4)
        )

    @pytest.mark.parametrize("shape", [3, (3,), (3, 4, 5), ()])
    def test_one_number_does_not_serve_all(self, shape: Any):
        with refused(f"shape must have 2 axes, got {shape!r}"):
            grid_shape("shape", shape, 2)

    @pytest.mark.parametrize("shape", [(), (3, 0), (3, -1), (3, 2.0), "ab", None, ((3,), 4)])
    def test_bad_shapes(self, shape: Any):
        with refused("shape must"):
            grid_shape("shape", shape)


class TestNumberArray:
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_floats_are_kept_without_a_copy(self, dtype: Any):
        x = np.ones((2, 3), dtype)[:, ::-1]
        assert np.shares_memory(number_array("x", x, 2), x)
        assert number_array("x", x, 2).dtype == dtype

    @pytest.mark.parametrize("dtype", [bool, np.int8, np.uint64, np.float16, ">f4", ">f8"])
    def test_other_numbers_become_float64(self, dtype: Any):
        result = number_array("x", np.array([1, 0, 1], dtype), 1)
        assert result.dtype == np.float64
        assert result.dtype.isnative
        assert_array_equal(result, [1, 0, 1])

    @pytest.mark.parametrize(
        ("x", "message"),
        [
            ([1j], "x must hold real numbers, got complex128"),
            (["1"], "x must hold real numbers, got <U1"),
            ([None], "x must hold real numbers, got object"),
            ([[1], [2, 3]], "x must be a rectangular array of numbers"),
            (np.array(["2020-01-01"], "M8[D]"), "x must hold real numbers, got datetime64[D]"),
            ([[1.0]], "x must have 1 axes, got shape (1, 1)"),
            (1.0, "x must have 1 axes, got shape ()"),
            ([], "x must have no empty axis, got shape (0,)"),
            (range(10**20), "x must have fewer elements, got range(0, 100000000000000000000)"),
            ([[1], range(10**12)], "x must have fewer elements, got range(0, 1000000000000)"),
            (Endless(), "x must have fewer elements"),
            (
                np.broadcast_to(np.int8(1), (10**5, 10**5)),
                "x would have shape (100000, 100000), over the bound",
            ),
            (
                KeepsGradients(),
                "x must be an array that NumPy can read: Can't call numpy() on Tensor that",
            ),
            ([10**5000], "x must hold real numbers, got object"),
        ],
    )
    def test_refusals(self, x: Any, message: str):
        with refused(message):
            number_array("x", x, 1)

    def test_a_list_in_itself_is_refused_at_once(self):
        loop: list[Any] = []
        loop.extend([loop, loop])
        with refused("x must have at most 32 axes"):
            number_array("x", loop, 1)

    def test_other_sequences_are_read(self):
        assert_array_equal(number_array("x", range(3), 1), [0, 1, 2])
        assert_array_equal(number_array("x", [range(2), (3, 4)], 2), [[0, 1], [3, 4]])
        assert_array_equal(number_array("x", memoryview(b"ab"), 1), [97, 98])

    def test_several_numbers_of_axes(self):
        assert number_array("x", [[1]], (1, 2)).shape == (1, 1)
        with refused("x must have 1 or 2 axes, got shape (1, 1, 1)"):
            number_array("x", [[[1]]], (1, 2))


class TestIndexArray:
    @pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int64])
    def test_integers(self, dtype: Any):
        result = index_array("indices", np.array([[1, 2]], dtype), 2)
        assert result.dtype == np.intp
        assert_array_equal(result, [[1, 2]])

    @pytest.mark.parametrize(
        ("x", "message"),
        [
            ([1.0], "indices must hold integers, got float64"),
            ([True], "indices must hold integers, got bool"),
            ([[1]], "indices must have 1 axes, none empty, got shape (1, 1)"),
            (np.ones(0, int), "indices must have 1 axes, none empty, got shape (0,)"),
            ([[1], [2, 3]], "indices must be a rectangular array of numbers"),
        ],
    )
    def test_refusals(self, x: Any, message: str):
        with refused(message):
            index_array("indices", x, 1)

    def test_numbers_that_would_wrap_around_are_refused(self):
        with refused("indices must be below 2**63, got 18446744073709551615"):
            index_array("indices", np.array([2**64 - 1], np.uint64), 1)


class TestOneOf:
    def test_allowed(self):
        assert one_of("mode", "linear", ("nearest", "linear")) == "linear"

    @pytest.mark.parametrize("value", ["Linear", "", None, 3, ["linear"], np.array(["linear"])])
    def test_refused(self, value: Any):
        with refused("mode must be one of 'nearest', 'linear', got "):
            one_of("mode", value, ("nearest", "linear"))


class TestFlag:
    @pytest.mark.parametrize("value", [True, 1, np.True_, np.int8(1)])
    def test_true(self, value: Any):
        assert flag("ceil_mode", value) is True

    @pytest.mark.parametrize("value", [False, 0, np.False_])
    def test_false(self, value: Any):
        assert flag("ceil_mode", value) is False

    @pytest.mark.parametrize("value", [2, "True", None, 1.0, np.array([True])])
    def test_refused(self, value: Any):
        with refused(f"ceil_mode must be True or False, got {value!r}"):
            flag("ceil_mode", value)


class TestCheckSize:
    def test_the_bound_itself_is_allowed(self):
        check_size("y", (2**13, 2**13))
        check_size("y", (2, 5), limit=10)

    @pytest.mark.parametrize("shape", [(MAX_ELEMENTS + 1,), (2**13, 2**13, 2), (10**40, 3)])
    def test_refused(self, shape: tuple[int, ...]):
        with refused(f"y would have shape {shape}, over the bound of {MAX_ELEMENTS} elements"):
            check_size("y", shape)

    def test_another_bound(self):
        with refused("y would have shape (2, 5), over the bound of 9 elements"):
            check_size("y", (2, 5), limit=9)


class TestGroupCount:
    def test_a_divisor_of_the_channels(self):
        assert group_count(np.int8(3), 6, "input") == 3

    @pytest.mark.parametrize(
        ("groups", "message"),
        [
            (4, "groups must divide the 6 input channels, got 4"),
            (0, "groups must be a whole number at least 1, got 0"),
        ],
    )
    def test_refused(self, groups: Any, message: str):
        with refused(message):
            group_count(groups, 6, "input")
