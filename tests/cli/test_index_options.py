"""`dedupe --against`, `trace --index` and `check --index`: an index in the place of the corpus that it was made of."""

import json
import random

import polars as pl

from tests.cli.texts import CORPUS, FERRY, MUSEUM, NEAR_FERRY, TURNIPS, lines

SMALL = ["the", "of", "and", "to", "that", "with"]


def corpus(count: int, seed: int) -> list[dict[str, object]]:
    """Articles of which some are near copies of those before."""
    draw = random.Random(seed)
    texts: list[list[str]] = []
    for _ in range(count):
        if texts and draw.random() < 0.5:
            words = list(draw.choice(texts))
            for _ in range(draw.choice((0, 1, 3, 9))):
                words[draw.randrange(len(words))] = f"w{draw.randrange(9999)}"
        else:
            words = [draw.choice([f"w{draw.randrange(9999)}", draw.choice(SMALL)]) for _ in range(40)]
        texts.append(words)
    return [{"id": f"{number:04}", "text": " ".join(words)} for number, words in enumerate(texts)]


def test_dedupe_keeps_the_same_rows_against_an_index_and_against_its_corpus(provenance, tmp_path):
    rows = corpus(240, 3)
    (tmp_path / "old.jsonl").write_bytes(lines([*rows[:160], {"id": "short", "text": "Rain fell"}]))
    new = [*rows[160:], {"id": "brief", "text": "RAIN fell!"}]
    (tmp_path / "new.jsonl").write_bytes(lines([{**row, "id": f"new-{row['id']}"} for row in new]))
    assert provenance("index", "build", "old.jsonl", "--index", "x").code == 0
    for name, old in (("a", "old.jsonl"), ("b", "x")):
        assert provenance("dedupe", "new.jsonl", "--against", old, "-o", name, "--quiet").code == 0
    kept = (tmp_path / "a" / "kept.jsonl").read_bytes()
    assert (tmp_path / "b" / "kept.jsonl").read_bytes() == kept
    assert 0 < kept.count(b"\n") < 81
    assert b"brief" not in kept
    assert json.loads((tmp_path / "b" / "run.json").read_bytes())["counts"]["against"] <= 161


def test_trace_takes_relatives_out_of_an_index(provenance, tmp_path):
    (tmp_path / "old.jsonl").write_bytes(lines(CORPUS))
    (tmp_path / "new.jsonl").write_bytes(lines([{"id": "new", "text": NEAR_FERRY + " " + MUSEUM}]))
    assert provenance("index", "build", "old.jsonl", "--index", "x").code == 0
    assert provenance("trace", "new.jsonl", "--index", "x", "-o", "out", "--quiet").code == 0
    articles = pl.read_parquet(tmp_path / "out" / "articles.parquet")
    assert articles["article"].to_list() == ["ferry", "museum", "near", "new"]
    whole = lines([{"id": "new", "text": NEAR_FERRY + " " + MUSEUM}, *(CORPUS[i] for i in (0, 1, 3))])
    assert provenance("trace", "-", "-o", "whole", "--quiet", stdin=whole).code == 0
    for table in ("passages", "derivations", "sources"):
        found, expected = (pl.read_parquet(tmp_path / out / f"{table}.parquet") for out in ("out", "whole"))
        assert found.equals(expected), table


def test_check_stops_copies_of_what_an_index_holds(provenance, tmp_path):
    (tmp_path / "old.jsonl").write_bytes(lines(CORPUS[2:]))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ferry.txt").write_text(FERRY)
    assert provenance("index", "build", "old.jsonl", "seeds", "--index", "x").code == 0
    (tmp_path / "new.txt").write_text(NEAR_FERRY)
    (tmp_path / "other.txt").write_text(TURNIPS.replace("turnip", "swede") + " Not all agree that slugs are to blame.")
    (tmp_path / "fresh.txt").write_text("Nothing like any other article was ever written about this place.")
    ran = provenance("check", "new.txt", "other.txt", "fresh.txt", "--index", "x", "--json")
    found = {(one["level"], one["article"], one["existing"]) for one in json.loads(ran.out)}
    assert (ran.code, found) == (1, {("block", "new.txt", "ferry.txt"), ("block", "other.txt", "turnips")})
    assert provenance("check", "fresh.txt", "--index", "x").code == 0
    assert provenance("check", "seeds/ferry.txt", "--index", "x").code == 0  # it is the article itself
