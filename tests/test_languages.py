"""Each language reads its own examples; the module of words is what its files and CLDR make."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.languages import MODULE, languages, module
from provenance.base.settings import Settings
from provenance.corpus.furniture.scan import furniture
from provenance.origin.dates.phrases import date_mentions
from provenance.run.inspect import inspected

TABLES = languages()
STORY = "The old ferry will stop for good at dawn, said its owner, and nobody on the quay knows what comes after it."
WANTED = {  # languages of the news that have everything
    "en", "de", "fr", "es", "it", "pt", "pl", "nl", "cs", "hu", "ro", "id", "sv", "el", "uk", "ru", "tr",
}  # fmt: skip
OTHER_SCRIPTS = {
    "hi",
    "fa",
    "ar",
    "ur",
    "zh",
    "ja",
    "ko",
}  # words of credits are patterns in the code there


def examples(key: str) -> list[Any]:
    return [
        pytest.param(example, id=code)
        for code, table in TABLES.items()
        for example in table.get("examples", ())
        if key in example
    ]


@pytest.mark.parametrize("example", examples("date"))
def test_a_day_is_read(example: Mapping[str, str]):
    days = [f"{m.year}-{m.month:02}-{m.day:02}" for m in date_mentions(example["text"]) if m.year and m.month and m.day]
    assert days == [example["date"]]


@pytest.mark.parametrize("example", examples("credit"))
def test_a_citation_is_read(example: Mapping[str, str], tmp_path: Path):
    credits = _article(example["text"], tmp_path)["credits"]
    assert [(credit["agency"], credit["kind"]) for credit in credits] == [(example["credit"], "citation")]


@pytest.mark.parametrize("example", examples("speaker"))
def test_a_speaker_is_read(example: Mapping[str, str], tmp_path: Path):
    quotes = _article(example["text"], tmp_path)["quotes"]
    assert [quote["speaker"] or "" for quote in quotes] == [example["speaker"]]


@pytest.mark.parametrize("example", examples("furniture"))
def test_a_label_is_furniture(example: Mapping[str, str]):
    text = f"{STORY}\n\n{STORY}\n\n{example['text']}\nGulls nest in the cannery\n"
    assert any(
        kind == example["furniture"] and text[start:end].startswith(example["text"])
        for start, end, kind in furniture(text)
    )


@pytest.mark.parametrize("code", TABLES)
def test_a_language_has_words_and_examples_for_them(code: str):
    keys = {key for example in TABLES[code].get("examples", ()) for key in example} - {"text"}
    assert keys >= {"credit", "date", "furniture", "speaker"}
    assert {"dates", "furniture", "speech"} <= TABLES[code].keys()
    assert "credits" in TABLES[code] or code in OTHER_SCRIPTS


def test_the_great_languages_are_there():
    assert TABLES.keys() >= WANTED | OTHER_SCRIPTS | {"vi"}


def test_the_module_is_current():
    assert MODULE.read_text(encoding="utf-8") == module(TABLES), "run python -m benchmarks.languages"


def _article(text: str, folder: Path) -> Mapping[str, Any]:
    path = folder / "example.txt"
    path.write_text(f"{text}\n", encoding="utf-8")
    return inspected(path, Settings())["articles"][0]
