"""The documentation is current: links lead somewhere, reference pages follow from the code, the tutorial runs."""

import doctest
import importlib.util
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from provenance.base.tables import SCHEMAS
from provenance.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH_IN_TEXT = re.compile(r"\bdocs/[\w./-]+\.(?:md|toml|svg|py)\b")


def _reference():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(page: Path):
    links = [link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8"))]
    local = [link for link in links if link and "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_paths_of_pages_in_code_and_text_are_right():
    files = [*PAGES, *(ROOT / "provenance").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    named = {(file, path) for file in files for path in PATH_IN_TEXT.findall(file.read_text("utf-8"))}
    assert named
    assert [(str(file.relative_to(ROOT)), path) for file, path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", ["commands", "settings", "tables", "evidence", "codes"])
def test_a_reference_page_is_what_the_code_gives(name: str):
    page = (ROOT / "docs" / "reference" / f"{name}.md").read_text("utf-8")
    assert page == _reference().PAGES[name](), "run: python docs/reference.py"


def test_every_column_code_and_kind_is_explained_and_nothing_else():
    reference = _reference()
    data = {name: tomllib.loads((ROOT / "docs" / "reference" / f"{name}.toml").read_text("utf-8")) for name in
            ("columns", "codes", "evidence")}  # fmt: skip
    assert {name: set(rows) - {""} for name, rows in data["columns"].items()} == {
        name: set(schema) for name, schema in SCHEMAS.items()
    }
    assert set(data["codes"]) == reference.written_codes()
    assert set(data["evidence"]) == reference.kinds()


def test_the_tutorial_runs_as_it_is_written(tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    blocks = re.findall(r"<!-- run(?:, exit (\d))? -->\n```sh\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 5
    for code, block in blocks:
        codes = []
        for line in block.strip().splitlines():
            program, *arguments = shlex.split(line)
            if program == "cp":
                shutil.copy(*arguments)
                continue
            codes.append(run(arguments))
        assert codes == [int(code or 0)], block
    shown = " ".join(" ".join(capsys.readouterr()).split())
    samples = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    lines = [" ".join(line.split()) for sample in samples for line in sample.splitlines()]
    assert [line for line in lines if line not in shown] == []


def test_the_page_on_the_library_runs():
    failed, tried = doctest.testfile(str(ROOT / "docs" / "reference" / "python.md"), module_relative=False)
    assert (failed, tried > 5) == (0, True)


def test_the_ten_questions_of_an_editor_are_answered_and_headings_named_there_exist():
    text = (ROOT / "docs" / "explanation" / "report.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (\S.*[?.]) \| (.*) \|$", text)
    assert len(rows) == 10
    templates = ROOT / "provenance" / "report" / "templates"
    pages = " ".join(
        (templates / f"{name}.html").read_text(encoding="utf-8") for name in ("article", "index", "listed")
    )
    for _, where in rows:
        for name in re.findall(r"\*([A-Z][^*…]+)\*", where):
            if name not in ("All reasons, with the figures",):
                assert name in pages, name


def test_the_readme_is_short(root):
    assert len((root / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_every_stop_of_the_four_walks_is_in_the_code():
    walks = (
        (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8").partition("## Four walks")[2]
    )
    stops = re.findall(r"^\d\. `([\w/]+\.py)`(?:, `(\w+)`)?", walks.partition("\n## ")[0], re.MULTILINE)
    assert len(stops) >= 24
    for path, name in stops:
        assert f"def {name}" in (ROOT / "provenance" / path).read_text(encoding="utf-8"), path
