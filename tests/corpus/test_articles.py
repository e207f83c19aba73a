"""The articles table has every column of the contract, one row an article, in the order of ids."""

from datetime import UTC, datetime

import pytest

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, checked
from provenance.corpus.articles import articles
from provenance.corpus.language import language

STORY = "The harbour authority closed the north pier on Tuesday after a night of heavy wind.\n"


def test_a_row_says_all_that_the_corpus_knows(tmp_path):
    (tmp_path / "b.md").write_text(f"---\ntitle: Pier\ndate: 2024-01-17\nurl: https://gull.example/b\n---\n{STORY}")
    (tmp_path / "a.txt").write_text("Storm closes north pier\n")
    frame, ledger = articles([tmp_path], Settings())
    checked(frame, ARTICLES, "articles")
    assert frame["article"].to_list() == ["a.txt", "b.md"]
    assert frame.drop("path", "furniture").row(1, named=True) == {
        "article": "b.md", "outlet": None, "url": "https://gull.example/b", "title": "Pier", "byline": None,
        "dateline": None, "language": "en", "published_from": datetime(2024, 1, 17, tzinfo=UTC),
        "published_to": datetime(2024, 1, 17, 23, 59, 59, 999999, UTC), "published_candidates": [],
        "captured_from": None, "captured_to": None, "date_basis": "metadata", "words": 15, "text": STORY,
        "record": None, "encoding": "utf-8", "published_given": "2024-01-17",
        "date_evidence": [{"layer": "metadata", "start": None, "end": None, "note": "published: 2024-01-17"}],
            "metadata": [],
    }  # fmt: skip
    assert frame.drop("path", "furniture").row(0, named=True)["date_basis"] is None
    assert [entry.code for entry in ledger] == ["W-TOO-SHORT", ""]


def test_furniture_is_left_out_of_the_words(tmp_path, monkeypatch):
    monkeypatch.setattr("provenance.corpus.articles.furniture", lambda text: [(0, text.index(".") + 1, "label")])
    (tmp_path / "a.txt").write_text("Read also this. " + STORY)
    frame, _ = articles([tmp_path], Settings())
    assert frame["words"].item() == 15
    assert frame["furniture"].item().to_list() == [{"start": 0, "end": 15, "kind": "label"}]


def test_nothing_to_read_is_an_empty_table_of_the_same_shape(tmp_path):
    frame, ledger = articles([tmp_path], Settings())
    assert checked(frame, ARTICLES, "articles").height == 0
    assert [entry.code for entry in ledger] == ["W-EMPTY"]


def test_the_order_of_records_does_not_matter(tmp_path):
    rows = [f'{{"id": "{number}", "text": "{STORY.strip()} {number}"}}\n' for number in range(9)]
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.jsonl").write_text("".join(rows))
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "a.jsonl").write_text("".join(reversed(rows)))
    one, two = (articles([tmp_path / name], Settings())[0].drop("path", "record") for name in ("one", "two"))
    assert one.equals(two)


def test_progress_is_told(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    seen: list[int] = []
    articles([tmp_path], Settings(), progress=seen.append)
    assert seen == [1]


LANGUAGES = [
    (STORY, None, "en"),
    (STORY, "de-AT", "de"),
    (STORY, "English", "en"),
    ("Storm", None, None),
    ("Die Hafenbehörde hat am Dienstag nach einer stürmischen Nacht die nördliche Mole gesperrt.", None, "de"),
    ("Власти города закрыли северный причал после шторма, сообщил представитель порта.", None, "ru"),
    ("میئر نے کہا کہ شمالی گودی منگل کو بند رہے گی اور رہائشی پانی کا انتظار کرتے رہے۔", None, "ur"),
    ("市政府星期二宣布关闭北码头，居民正在等待援助，学校继续停课。", None, "zh"),
    ("市当局は火曜日に北の桟橋を閉鎖すると発表した。住民は支援を待っている。", None, "ja"),
]


@pytest.mark.parametrize(("text", "given", "expected"), LANGUAGES, ids=[f"{r[1]}-{r[2]}" for r in LANGUAGES])
def test_languages(text, given, expected):
    assert language(text, given) == expected


def test_the_five_real_articles_are_read_verbatim(shared):
    frame, ledger = articles([shared / "seeds"], Settings())
    places = sorted((shared / "seeds").glob("*.txt"))
    assert frame["text"].to_list() == [place.read_bytes().decode() for place in places]
    assert frame["article"].to_list() == [place.name for place in places]
    assert [entry.verdict for entry in ledger] == ["accepted"] * 5
    assert frame["published_candidates"].to_list() == [[]] * 5
