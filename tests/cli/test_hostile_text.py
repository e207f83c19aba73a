"""No control, bidi or other invisible character of an input reaches the terminal: not by text, name, field or error."""

import json
import unicodedata
from pathlib import Path

import polars as pl
import pytest

from tests.cli.texts import FERRY, MUSEUM, TURNIPS, lines

ODD = "\x1b[31m\x07\u202e\u2066\u200b\x9b2J\x85\u2028\U000e0041\ufeff\r"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
FIELDS = ("title", "outlet", "byline", "url", "language", "published", "captured")


def hostile(name: str, text: str) -> dict[str, object]:
    """A record with odd characters in each of its fields, and in the middle of what is quoted."""
    middle = text.index(" ", 60)
    record = {field: f"{ODD}{field}{ODD}" for field in FIELDS}
    return {**record, "id": f"{name}{ODD}", "text": f"{ODD}{text[:middle]} {ODD}{text[middle:]}{ODD}"}


def seen(text: str) -> set[str]:
    return {character for character in text if unicodedata.category(character) in HIDDEN and character != "\n"}


def test_the_odd_characters_would_be_seen():
    assert seen(ODD) == set(ODD) - set("[31m2J")


@pytest.fixture
def corpus(tmp_path):
    records = [hostile("a", FERRY), hostile("b", FERRY), hostile("c", MUSEUM), {**hostile("d", TURNIPS), "text": 7}]
    (tmp_path / "in.jsonl").write_bytes(lines(records) + b'{"id": "\x1b[2J", broken\n')
    return records


def commands(tmp_path: Path) -> list[list[str]]:
    ids = json.loads("[" + ",".join((tmp_path / "ids.json").read_text().splitlines()) + "]")
    name = ids[0]
    return [
        *(["report", name, "--from", "out", "--format", form] for form in ("text", "markdown", "json")),
        ["compare", name, ids[1], "--from", "out"],
        ["compare", name, ids[1], "--from", "out", "--json"],
        ["report", f"none{ODD}", "--from", "out"],
        ["report", name, "--from", f"out{ODD}"],
        ["inspect", "in.jsonl"],
        ["inspect", "in.jsonl", "--json"],
        ["inspect", f"none{ODD}"],
        ["trace", f"none{ODD}"],
        ["trace", "in.jsonl", "--text", f"none{ODD}", "-o", "other"],
        ["trace", "in.jsonl", "--settings", f"none{ODD}"],
        ["trace", "in.jsonl", f"--none{ODD}"],
        ["dedupe", "in.jsonl", "-o", "clean"],
        ["dedupe", "in.jsonl", "--json", "-o", "clean"],
        [f"none{ODD}"],
        ["check", "in.jsonl", "--against", "seeds"],
        ["check", "in.jsonl", "--against", "seeds", "--json"],
        ["check", f"none{ODD}", "--against", "seeds"],
    ]


def test_no_field_of_an_article_reaches_the_terminal_raw(provenance, corpus, tmp_path):
    ran = provenance("trace", "in.jsonl", "-o", "out")
    assert ran.code == 3
    assert seen(ran.out + ran.err) == set()
    ids = pl.read_parquet(tmp_path / "out" / "articles.parquet")["article"].to_list()
    (tmp_path / "ids.json").write_text("\n".join(map(json.dumps, ids)))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / f"s{ODD}.txt").write_text(FERRY)
    told = {}
    for arguments in commands(tmp_path):
        ran = provenance(*arguments)
        assert ran.code != 70, ran.err
        told[tuple(arguments)] = seen(ran.out + ran.err)
        if "json" in " ".join(arguments) and ran.out.startswith(("{", "[")):
            json.loads(ran.out)
    assert {arguments: found for arguments, found in told.items() if found} == {}


def test_file_names_do_not_either(provenance, tmp_path):
    (tmp_path / f"a{ODD}").mkdir()
    for name, data in (("a", FERRY.encode()), ("b", FERRY.encode()), ("c", bytes(range(256)) * 20), ("d", b"")):
        (tmp_path / f"a{ODD}" / f"{name}{ODD}.txt").write_bytes(data)
    for command in (["trace", f"a{ODD}", "-o", f"o{ODD}"], ["dedupe", f"a{ODD}", "-o", f"p{ODD}"]):
        ran = provenance(*command)
        assert ran.code == 3
        assert seen(ran.out + ran.err) == set()
    for option in ([], ["--json"]):
        ran = provenance("check", f"a{ODD}/b{ODD}.txt", f"a{ODD}/c{ODD}.txt", "--against", f"a{ODD}", *option)
        assert ran.code == 1
        assert seen(ran.out + ran.err) == set()
        ran = provenance("inspect", f"a{ODD}/a{ODD}.txt", *option)
        assert ran.code == 0
        assert seen(ran.out + ran.err) == set()
