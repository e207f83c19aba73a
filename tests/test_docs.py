"""The examples of the documentation run, and it names what is there."""

import doctest
import re
from pathlib import Path

from provenance.cli.main import COMMANDS
from provenance.cli.options import REJECTED, UNREADABLE

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_tutorial_of_the_library_runs():
    failed, tried = doctest.testfile(str(DOCS / "python.md"), module_relative=False)
    assert (failed, tried > 5) == (0, True)


def test_the_exit_codes_are_documented():
    table = re.findall(r"(?m)^\| ([\d, ]+) \|", (DOCS / "commands.md").read_text(encoding="utf-8"))
    codes = {int(code) for row in table for code in row.split(",")}
    assert codes == {0, 1, 2, REJECTED, UNREADABLE, 5, 6, 70, 130, 143}
    assert {"dedupe", "trace"} <= set(COMMANDS)


def test_the_ten_questions_of_an_editor_are_answered_and_headings_named_there_exist():
    text = (DOCS / "report.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (\S.*[?.]) \| (.*) \|$", text)
    assert len(rows) == 10
    templates = DOCS.parent / "provenance" / "report" / "templates"
    pages = " ".join(
        (templates / f"{name}.html").read_text(encoding="utf-8") for name in ("article", "index", "listed")
    )
    for _, where in rows:
        for name in re.findall(r"\*([A-Z][^*…]+)\*", where):
            if name not in ("All reasons, with the figures",):
                assert name in pages, name
