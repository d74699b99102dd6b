"""What is typed or pasted onto a pane becomes its numbers, or a sentence."""

import numpy as np
import pytest

from ui.stage_edit import edited
from upsample_core.inputs.parsing import NumbersError
from upsample_core.methods import method
from upsample_core.runs.trace import trace

IMAGE = np.arange(12.0).reshape(3, 4)


def run(name="transposed_convolution", image=IMAGE, **parameters):
    return trace(method(name, image.shape, **parameters), image)


def test_one_number_changes_one_cell():
    edit = edited(run(), {"pane": "input", "index": 6, "text": " 1/4 "})
    wanted = IMAGE.copy()
    wanted[1, 2] = 0.25
    np.testing.assert_array_equal(edit.values, wanted)
    assert edit.pane == "input"
    assert IMAGE[1, 2] == 6


def test_a_small_block_is_put_down_from_its_cell():
    edit = edited(run(), {"pane": "input", "index": 5, "text": "50 60\n90 100"})
    wanted = IMAGE.copy()
    wanted[1:, 1:3] = [[50, 60], [90, 100]]
    np.testing.assert_array_equal(edit.values, wanted)


def test_a_kernel_that_is_drawn_rotated_is_edited_as_it_is_drawn():
    truth = run(kernel_size=(2, 3), kernel="counting")
    edit = edited(truth, {"pane": "kernel", "index": 5, "text": "7, 8"})
    # Drawn: 6 5 4 / 3 2 1, with the two numbers on 6 and 5.
    np.testing.assert_array_equal(edit.values, [[1, 2, 3], [4, 8, 7]])
    assert truth.kernel[1, 2] == 6


def test_a_kernel_that_is_not_rotated_is_edited_as_it_is_stored():
    truth = run("strided_convolution", kernel_size=3, kernel="counting")
    edit = edited(truth, {"pane": "kernel", "index": 0, "text": "7 8"})
    np.testing.assert_array_equal(edit.values.ravel(), [7, 8, 3, 4, 5, 6, 7, 8, 9])


@pytest.mark.parametrize("index", [0, 5])
def test_a_block_of_the_panes_shape_is_the_pane_as_numpy_prints_it(index):
    truth = run(kernel_size=(2, 3))
    block = np.array([[1.5, -2.0, 3.0], [4.0, 5.0, 6e-3]])
    for text in (str(block), repr(block), str(block.tolist())):
        edit = edited(truth, {"pane": "kernel", "index": index, "text": text})
        np.testing.assert_array_equal(edit.values, block)


def test_a_larger_block_at_the_first_cell_becomes_the_pane():
    block = np.arange(30.0).reshape(5, 6)
    edit = edited(run(), {"pane": "input", "index": 0, "text": str(block)})
    np.testing.assert_array_equal(edit.values, block)


def test_one_axis():
    truth = run(image=np.arange(5.0))
    edit = edited(truth, {"pane": "input", "index": 3, "text": "8\t9"})
    np.testing.assert_array_equal(edit.values, [0, 1, 2, 8, 9])


@pytest.mark.parametrize(
    ("image", "index", "text", "said"),
    [
        (IMAGE, 6, "1 2 3", "a block of 1 × 3 does not fit from here: there is room for 2 × 2"),
        (IMAGE, 0, "two", "must be a finite number"),
        (IMAGE, 0, "__import__('os')", "must be a finite number"),
        (IMAGE, 0, "nan", "must be a finite number"),
        (IMAGE, 0, "", "must hold at least one number"),
        (np.arange(5.0), 0, "1 2\n3 4", "values must be one row, got 2 × 2"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(image, index, text, said):
    with pytest.raises(NumbersError, match=said):
        edited(run(image=image), {"pane": "input", "index": index, "text": text})
