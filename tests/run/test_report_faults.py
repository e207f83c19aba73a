"""A report page that fails costs itself only: the others are written, and the ledger says so."""

import json

from provenance.base.settings import Settings
from provenance.report.web import pages
from provenance.run.stages import Listener
from provenance.run.trace import trace_inputs

TEXTS = {name: f"The ferry to Osk stopped at {name} o'clock and nobody on the pier knew why it did." for name in "abc"}


def made(tmp_path, monkeypatch):
    readable = pages.story_from

    def failing(look, article):
        if article == "b.txt":
            raise IndexError("list index <b>out</b> of range")
        return readable(look, article)

    monkeypatch.setattr(pages, "story_from", failing)
    folder, notes = tmp_path / "in", []
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text)
    found = trace_inputs([folder], tmp_path / "out", Settings(), listener=Listener(on_note=notes.append))
    return found, notes


def test_the_other_pages_and_all_tables_are_written(tmp_path, monkeypatch):
    found, _ = made(tmp_path, monkeypatch)
    written = {path.name[0]: path.read_text() for path in (found.out / "report").iterdir() if "pair" not in path.name}
    assert set(written) == {"i", "a", "b", "c"}
    assert "could not be made" in written["b"]
    assert "<b>out</b>" not in written["b"]
    assert "could not be made" not in written["a"] + written["c"]
    assert (found.out / "run.json").exists()
    assert found.tables.articles.height == 3


def test_the_ledger_and_a_note_say_so(tmp_path, monkeypatch):
    found, notes = made(tmp_path, monkeypatch)
    lines = [json.loads(line) for line in (found.out / "ledger.jsonl").read_text().splitlines()]
    assert [line["article"] for line in lines if "W-REPORT" in str(line)] == ["b.txt"]
    assert [note for note in notes if "W-REPORT b.txt" in note and "IndexError" in note]
    assert found.run["ledger"]["warned"] == sum(line["verdict"] == "warned" for line in lines)
