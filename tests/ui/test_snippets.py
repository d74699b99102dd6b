"""Code to copy runs as pasted and gives the displayed result, for every method and library."""

from __future__ import annotations

import functools
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np
import onnxruntime
import pytest

from ui.lab.snippet_view import REMARKS
from ui.snippets import LIBRARIES, Remark, Snippet, snippet
from ui.snippets.layout import WIDTH
from upsample_core import METHODS, Method, Trace, legal_method, legal_values, method, trace

if find_spec("torch"):
    os.environ.setdefault("KERAS_BACKEND", "torch")

BACKENDS = ("torch", "tensorflow", "jax")
INSTALLED = ["numpy", "onnx"]
if find_spec("torch"):
    INSTALLED.append("torch")
if find_spec("keras") and any(map(find_spec, BACKENDS)):
    INSTALLED.append("keras")
TOLERANCE = {"numpy": 1e-9, "torch": 1e-5, "keras": 1e-5, "onnx": 1e-5}
SETTINGS = {"numpy": 60, "torch": 60, "keras": 25, "onnx": 60}
MOST = max(SETTINGS.values())
SEED = 20

NEAREST = [
    {"coordinates": coordinates, "nearest_mode": nearest_mode}
    for coordinates in ("half_pixel", "align_corners", "asymmetric")
    for nearest_mode in ("floor", "ceil", "round_prefer_floor", "round_prefer_ceil")
]
ADAPTIVE = ("edge_directed", "region_based")
"""What no library has; NumPy calls this project's own core."""
SCALE_FACTORS = (0.25, 0.5, 0.75, 1.5, 2, 3, 4)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Let the libraries do without threads of their own, which take longer than the sums."""
    with pytest.MonkeyPatch.context() as patch:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = functools.partial(onnxruntime.InferenceSession, sess_options=options)
        patch.setattr(onnxruntime, "InferenceSession", session)
        if "torch" not in INSTALLED:
            yield
            return
        torch = importlib.import_module("torch")
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        yield
        torch.set_num_threads(threads)


# ------------------------------------------------------------------ cases


def any_method(rng: np.random.Generator, name: str, shape: tuple[int, ...]) -> Method:
    """Choose every parameter among its legal values, each beside those before it."""
    definition, given = METHODS[name], {}
    for parameter in definition.parameters:
        now, _ = legal_method(name, shape, given)
        if parameter.name not in now.chosen:
            continue
        if parameter.pasted:
            given[parameter.name] = rng.normal(size=now["kernel_size"]).round(3)
        elif parameter.per_axis:
            values = [legal_values(now, parameter.name, axis) for axis in range(len(shape))]
            given[parameter.name] = tuple(one[rng.integers(len(one))] for one in values)
        else:
            values = legal_values(now, parameter.name)
            given[parameter.name] = values[rng.integers(len(values))]
    return legal_method(name, shape, given)[0]


@functools.cache
def traces(name: str) -> list[Trace]:
    """Return runs of a method: every third of a signal, every second of numbers with ties."""
    return list(_runs(name))


def _runs(name: str) -> Iterator[Trace]:
    rng = np.random.default_rng(SEED)
    for turn in range(MOST):
        shape = tuple(int(n) for n in rng.integers(1, 9, size=2 if turn % 3 else 1))
        x = rng.integers(-4, 5, shape) if turn % 2 else rng.normal(size=shape)
        yield trace(any_method(rng, name, shape), x.astype(float))


def result(code: str) -> np.ndarray:
    """Run a program in a namespace of its own and return its `y`."""
    namespace: dict[str, object] = {}
    exec(compile(code, "<snippet>", "exec"), namespace)
    return np.asarray(namespace["y"], dtype=float)


def assert_gives_the_output(library: str, run: Trace) -> None:
    code = snippet(library, run).code
    about = f"{run.method.name} {run.method.input_shape} {run.method.chosen}\n{code}"
    y = result(code)
    assert y.shape == run.output.shape, about
    tolerance = TOLERANCE[library]
    largest = max(1.0, float(np.abs(run.output).max()))
    np.testing.assert_allclose(y, run.output, rtol=0, atol=tolerance * largest, err_msg=about)


def sample(name: str, shape: tuple[int, ...], **parameters: object) -> Trace:
    rng = np.random.default_rng(SEED)
    return trace(method(name, shape, **parameters), rng.integers(0, 9, shape).astype(float))


# ------------------------------------------------------------------ results


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("library", INSTALLED)
def test_runs_as_pasted_and_gives_the_displayed_result(library: str, name: str) -> None:
    if (name in ADAPTIVE) > (library == "numpy"):
        assert snippet(library, traces(name)[0]) == Snippet(None, (Remark.NOT_OFFERED,))
        return
    for run in traces(name)[: SETTINGS[library]]:
        assert_gives_the_output(library, run)


@pytest.mark.parametrize("library", [one for one in INSTALLED if one in ("torch", "onnx")])
@pytest.mark.parametrize("rounding", NEAREST, ids=lambda r: "-".join(r.values()))
def test_nearest_never_rounds_to_the_wrong_side(library: str, rounding: dict[str, str]) -> None:
    """32-bit coordinates that are mathematically whole must not fall below: sizes up to 16."""
    for size in range(1, 17):
        for scale in SCALE_FACTORS:
            if size * scale >= 1:
                run = sample("nearest", (size,), scale_factor=scale, **rounding)
                own_call = "F.interpolate" in snippet(library, run).code or library == "onnx"
                if own_call:
                    assert_gives_the_output(library, run)


@pytest.mark.parametrize("library", INSTALLED)
@pytest.mark.parametrize("name", ["bilinear", "bicubic"])
def test_antialiasing_to_one_column_is_right(library: str, name: str) -> None:
    for shape in [(8, 3), (5, 2), (4, 4), (1, 3)]:
        for scale in [(0.5, 0.25), (2, 0.5), (1.5, 0.25)]:
            if shape[0] * scale[0] >= 1 and shape[1] * scale[1] >= 1:
                a = {"cubic_a": -0.5} if name == "bicubic" else {}
                run = sample(name, shape, scale_factor=scale, antialias=True, **a)
                assert_gives_the_output(library, run)


@pytest.mark.parametrize("library", INSTALLED)
def test_a_stride_with_a_single_output_is_right(library: str) -> None:
    for shape, kernel_size, stride in [((8, 5), (6, 5), (1, 4)), ((11, 7), (4, 6), (1, 3))]:
        options = {"kernel_size": kernel_size, "stride": stride, "padding": 0}
        run = sample("strided_convolution", shape, kernel="random", **options)
        assert run.output.shape[1] == 1
        assert_gives_the_output(library, run)


@pytest.mark.parametrize("library", INSTALLED)
@pytest.mark.parametrize("counts", [False, True])
def test_the_last_window_of_ceil_mode_counts_what_is_there(library: str, counts: bool) -> None:
    for shape, kernel_size, stride, padding in [
        ((5, 8), (2, 3), (2, 3), (0, 0)),
        ((6, 7), (3, 2), (4, 3), (1, 1)),
        ((7,), (4,), (3,), (2,)),
    ]:
        options = {"kernel_size": kernel_size, "stride": stride, "padding": padding}
        run = sample("average_pool", shape, **options, ceil_mode=True, count_include_pad=counts)
        assert_gives_the_output(library, run)


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_has_every_method(library: str) -> None:
    assert list(LIBRARIES[library]) == list(METHODS)


def test_every_remark_is_made() -> None:
    # What chance seldom draws: a kernel and a padding for which "same" of Keras is right.
    same = sample("transposed_convolution", (4, 5), kernel_size=4, padding=1)
    made = {
        remark
        for library in LIBRARIES
        for run in [same, *(run for name in METHODS for run in traces(name))]
        for remark in snippet(library, run).remarks
    }
    assert made | {Remark.OUT_OF_RANGE} == set(Remark)


def test_every_remark_has_words() -> None:
    assert set(REMARKS) == set(Remark)


# ------------------------------------------------------------------ what cannot be


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(("tap", "value"), [(1.0, 1e39), (1e-50, 1.0)])
def test_numbers_beyond_32_bits_are_left_to_numpy(library: str, tap: float, value: float) -> None:
    method_ = method(
        "strided_convolution", (3,), kernel_size=1, kernel="custom", padding=0, kernel_values=[tap]
    )
    run = trace(method_, [value, 2.0, 3.0])
    if library == "numpy":
        np.testing.assert_allclose(result(snippet(library, run).code), run.output, rtol=1e-9)
    else:
        assert snippet(library, run) == Snippet(None, (Remark.OUT_OF_RANGE,))


# ------------------------------------------------------------------ what is said


def test_only_what_is_not_the_default_is_said() -> None:
    plain = sample("transposed_convolution", (3, 4), stride=1, padding=0)
    assert "conv_transpose2d(x[None, None], kernel[None, None])[0, 0]" in (
        snippet("numpy", plain).code
    )
    assert "F.conv_transpose2d(x[None, None], kernel[None, None])[0, 0]" in (
        snippet("torch", plain).code
    )
    assert "y = ConvTranspose (x, kernel)" in snippet("onnx", plain).code


def test_axes_that_agree_take_one_number_and_others_a_pair() -> None:
    even = sample("transposed_convolution", (3, 4), stride=2, padding=1)
    assert "stride=2, padding=1)" in snippet("torch", even).code
    uneven = sample("transposed_convolution", (3, 4), stride=(2, 3), padding=(1, 0))
    assert "stride=(2, 3)" in snippet("torch", uneven).code
    assert "padding=(1, 0)" in snippet("torch", uneven).code


def test_keras_says_same_where_it_crops_the_same() -> None:
    fits = snippet("keras", sample("transposed_convolution", (4, 5), kernel_size=4))
    assert 'padding="same"' in fits.code
    assert Remark.SAME_FITS in fits.remarks
    differs = snippet(
        "keras", sample("transposed_convolution", (4, 5), kernel_size=3, output_padding=1)
    )
    assert "same" not in differs.code
    assert "full[0, 1:, 1:, 0]" in differs.code
    assert Remark.CROPPED in differs.remarks


def test_a_kernel_of_ones_is_said_not_listed() -> None:
    ones = sample("transposed_convolution", (2, 3), kernel_size=(4, 5), kernel="ones")
    assert "kernel = np.ones((4, 5))\n" in snippet("numpy", ones).code
    assert "kernel = torch.ones(4, 5)\n" in snippet("torch", ones).code
    assert 'kernel = np.ones((4, 5), dtype="float32")\n' in snippet("keras", ones).code


def test_numbers_are_written_in_as_many_digits_as_they_need() -> None:
    third = trace(method("decimate", (2,)), [1 / 3, 2.0])
    assert "x = np.array([0.3333333333333333, 2.0])\n" in snippet("numpy", third).code
    assert "x = torch.tensor([0.33333334, 2.0])\n" in snippet("torch", third).code


def test_rows_of_many_numbers_are_filled_into_lines() -> None:
    long = sample("transposed_convolution", (2,), kernel="gaussian", kernel_size=8)
    code = snippet("numpy", long).code
    assert len(code[code.index("kernel = ") : code.index("y = ")].splitlines()) < 10, code


def test_the_worked_example_is_short() -> None:
    run = sample("transposed_convolution", (2, 2), output_padding=1)
    lengths = {library: snippet(library, run).code.count("\n") for library in LIBRARIES}
    assert max(lengths.values()) <= 25, lengths


# ------------------------------------------------------------------ how it is set


def programs(count: int) -> list[tuple[str, Trace, str]]:
    cases = ((library, run) for library in LIBRARIES for n in METHODS for run in traces(n)[:count])
    written = [(library, run, snippet(library, run).code) for library, run in cases]
    return [case for case in written if case[2] is not None]


def test_programs_fit_the_page_and_end_with_the_shape() -> None:
    for library, run, code in programs(MOST):
        lines = code.splitlines()
        assert max(map(len, lines)) <= WIDTH, f"{library} {run.method.values}\n{code}"
        assert lines[-1] == f"# y.shape == {run.output.shape!r}"
        assert code.endswith("\n")


def test_programs_are_formatted_and_have_no_loose_ends(tmp_path) -> None:
    """A formatter leaves them as they are, and no name in them is unknown or unused."""
    for number, (library, run, code) in enumerate(programs(14)):
        # Broken calls with an index behind them, and lists over several lines, are set as one
        # would, not as the formatter does.
        if "\n)[0" not in code and not re.search(r"^ +\[.*(?<!\])$", code, re.MULTILINE):
            (tmp_path / f"{library}_{run.method.name}_{number}.py").write_text(code)
    assert len(list(tmp_path.iterdir())) > 200
    ruff = [sys.executable, "-m", "ruff"]
    for order in (
        ["format", "--diff", "--isolated", "--line-length", str(WIDTH)],
        ["check", "--isolated", "--select", "E,F,W", "--line-length", str(WIDTH)],
    ):
        done = subprocess.run(
            [*ruff, *order, "--no-cache", str(tmp_path)], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout[:3000] + done.stderr[:3000]
