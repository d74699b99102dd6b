"""A component's modules become one, ordered by their imports."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.ground.places import ROOT
from ui.script_bundle import bundle

ENTRY = 'import { b } from "./b.js";\nexport default function mount() { b(); }\n'


def write(folder, **modules):
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder / "entry.js"


def test_each_module_stands_once_after_what_it_imports(tmp_path):
    entry = write(
        tmp_path,
        entry='import { a } from "./a.js";\nimport {\n  b,\n  b2,\n} from "./b.js";\n'
        "export default () => a + b + b2;\n",
        a='import { b } from "./b.js";\nexport const a = b;\n',
        b='import "./c.js";\nexport let b = 1;\nexport function b2() {}\n',
        c="globalThis.c = 1;\n",
        unused="export const unused = 1;\n",
    )
    assert bundle(entry).split("\n") == [
        *["globalThis.c = 1;", ""],
        *["let b = 1;", "function b2() {}", ""],
        *["const a = b;", ""],
        *["export default () => a + b + b2;", ""],
    ]


def test_a_module_may_lie_in_another_folder(tmp_path):
    (tmp_path / "shared").mkdir()
    write(tmp_path / "shared", c="export const c = 3;\n", d="export const d = 4;\n")
    entry = write(
        tmp_path,
        entry='import { c } from "./shared/c.js";\nimport { b } from "./b.js";\n'
        "export default c;\n",
        b='import { c } from "./shared/../shared/c.js";\nexport const b = c;\n',
    )
    assert bundle(entry) == "const c = 3;\n\nconst b = c;\n\nexport default c;\n"


def test_a_circle_is_named(tmp_path):
    entry = write(
        tmp_path,
        entry=ENTRY,
        b='import { c } from "./c.js";\nexport const b = c;\n',
        c='import { d } from "./d.js";\nexport const c = d;\n',
        d='import { b } from "./b.js";\nexport const d = b;\n',
    )
    with pytest.raises(ValueError, match="in a circle") as caught:
        bundle(entry)
    circle = str(caught.value).partition(": ")[2].split(" imports ")
    assert circle[0] == circle[-1]
    assert sorted(circle[1:]) == ["b.js", "c.js", "d.js"]
    follower = dict(pairwise(circle))
    assert follower["b.js"] == "c.js"


@pytest.mark.parametrize(
    "line",
    [
        'import { b as c } from "./b.js";',
        'import * as b from "./b.js";',
        'import b from "./b.js";',
        'import { b } from "https://example.org/b.js";',
        "import { b } from './b.js';",
        "export { b };",
        'export * from "./b.js";',
        "export default b;",
    ],
)
def test_a_spelling_that_cannot_be_bundled_is_named(tmp_path, line):
    entry = write(
        tmp_path,
        entry='import { d } from "./d.js";\nexport default d;\n',
        d=f"{line}\nexport const d = 1;\n",
        b="export const b = 1;\n",
    )
    with pytest.raises(ValueError, match="cannot be bundled") as caught:
        bundle(entry)
    assert str(caught.value) == f"d.js has a line that cannot be bundled: {line}"


def test_a_name_declared_twice_is_refused(tmp_path):
    entry = write(
        tmp_path,
        entry='import { b } from "./b.js";\nconst help = b;\nexport default help;\n',
        b="function help() {}\nexport const b = help;\n",
    )
    with pytest.raises(ValueError, match=r"^help is declared by b\.js and by entry\.js$"):
        bundle(entry)


def test_a_module_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"b\.js"):
        bundle(write(tmp_path, entry=ENTRY))


def test_no_module_of_the_stage_is_left_out():
    folder = ROOT / "assets" / "stage"
    script = bundle(folder / "stage.js")
    heads = [path.read_text(encoding="utf-8").splitlines()[0] for path in folder.glob("*.js")]
    assert len(set(heads)) == len(heads) > 1
    assert [head for head in heads if script.count(head) != 1] == []
