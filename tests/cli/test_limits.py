"""No text takes long: whole stages over texts that repeat one piece, in CPU seconds, and what is said of the rest."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.backend import load
from provenance.base.limits import LONGEST_READ, MOST_NAMES, MOST_SPEAKERS
from provenance.base.settings import Settings
from provenance.base.tokens import words
from provenance.corpus.furniture.scan import furniture
from provenance.corpus.language import language
from provenance.corpus.quality import oddities
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits
from provenance.origin.crowded import name_counts
from provenance.origin.dates.item import publication
from provenance.origin.own_text import disjoint_spans, in_spans, own_text
from provenance.origin.quotes.item import article_quotes

BOOK = Catalogue.load()
OPEN = (None, None)
PIECES = [
    "(AFP) ", "AFP, ", "AP ", "AP/AFP/", "Xinhua/NAN ", "Reuters\n", "(Reuters) - ", "AFP\u200b", "told Reuters ",
    "according to AFP ", "citing Reuters ", "Reuters and AFP and ", "The Associated Press ", "agencies ", "新华社",
    "رويترز ", "据新华社1月3日电 ", "وكالة ", "By Ann Roe, AFP\n", "PARIS (AFP) - ", "PARIS, Jan 3 (AFP) - ",
    "Photo: AFP\n", "© 2024 AFP. ", "Copyright 2024 The Associated Press. All rights reserved.\n",
    "— Ann Roe (@ann) January 3, 2024\n", "Ann Roe said ", "Ann Roe ", "“", "“a\n", '"', "'", " ‘", "« a", "「",
    "」", "“A,” Ann Roe said. ", "“A” B. ", "“a” he said ", "said ", "he said, ", "- Да, - сказал он.\n",
    '- "A" - ', "pic.twitter.com/a ", "@a ", "1", "1 ", "12:30 ", "1,000 ", "17.01.2024 ", "2024 ",
    "January 17, 2024 ", "on Monday ", "last week ", "President Roe ", "Mr. ", "U.S. ", " ### ", "\n", "\n\n",
    "a\n", "* A\n", "a\t", "  ", "\u00a0", "\u200b", "\u0301", "a\u0301", "A", "A. ", "A.", "a, b and c ", "(a) ",
    "((((", "[", "<p>", "&amp;", "http://a.b/c ", "Read also: A\n",
    "Read also: A 2024\nIn 2023 rain fell on the old north pier, and “snow” on the moor.\n",
    "ADVERTISEMENT\nIn May\n", "Continue reading\n", "x" * 60 + " ", "東", "จ", "ﷺ", "\ufdd0 ",
    "AssociatedPress", "ReutersOsk", "😀Reuters",
]  # fmt: skip


def seconds(piece: str, length: int) -> dict[str, float]:
    """CPU seconds of each stage over the piece, repeated."""
    text = (piece * (length // len(piece) + 1))[:length]
    spans = furniture(text)
    stages = {
        "furniture": lambda: furniture(text),
        "language": lambda: language(text, None),
        "oddities": lambda: oddities(text),
        "words": lambda: words(text),
        "credits": lambda: article_credits(text, furniture=spans, catalogue=BOOK),
        "names": lambda: name_counts([text], BOOK),
        "dates": lambda: publication(text, furniture=spans, published=OPEN, captured=OPEN, settings=Settings()),
        "quotes": lambda: article_quotes(text, spans),
    }
    taken = {}
    for name, stage in stages.items():
        began = time.thread_time()
        stage()
        taken[name] = time.thread_time() - began
    return taken


@pytest.fixture(scope="module", autouse=True)
def warm():
    seconds("Rain fell, AFP said. ", 1_000)


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_no_stage_takes_long_over_any_text(piece):
    assert {name: spent for name, spent in seconds(piece, 60_000).items() if spent > 4} == {}


@pytest.mark.long
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_no_article_takes_ten_seconds(piece):
    assert sum(seconds(piece, 1_000_000).values()) < 10


def test_of_too_many_names_those_at_the_ends_are_read():
    text = "OSK (AFP) - Rain fell.\n" + "Rain fell, Reuters said.\n" * (2 * MOST_NAMES) + "Snow fell. (Tass)"
    found = article_credits(text, catalogue=BOOK)
    assert [(credit.agency, credit.position) for credit in (found[0], found[-1])] == [
        ("afp", "dateline"),
        ("tass", "bracket"),
    ]
    assert MOST_NAMES / 2 < len(found) <= MOST_NAMES
    assert len(article_credits("Rain fell, Reuters said.\n" * MOST_NAMES, catalogue=BOOK)) == MOST_NAMES


def test_of_too_many_quotations_the_first_have_their_speakers():
    line = "“Rain helps,” Ann Roe said.\n\n"
    found = article_quotes(line * (MOST_SPEAKERS + 5))
    assert [quote.speaker for quote in found] == ["Ann Roe"] * MOST_SPEAKERS + [None] * 5


def test_what_stands_far_behind_is_not_read_and_that_is_said():
    text = "Rain fell on the old pier. " * (LONGEST_READ // 27 + 1)
    tail = "\nRead also:\nSnow fell\n2 hours ago\n“Rain,” Ann Roe said in May 2022. (AFP)"
    assert (furniture(text + tail), article_credits(text + tail, catalogue=BOOK), article_quotes(text + tail)) == (
        [],
        [],
        [],
    )
    assert publication(text + tail, furniture=[], published=OPEN, captured=OPEN, settings=Settings()).published == OPEN
    assert "W-LONG-ARTICLE" in [note.code for note in oddities(text)]
    assert "W-LONG-ARTICLE" not in [note.code for note in oddities(text[:LONGEST_READ])]


@pytest.mark.parametrize(
    "text", ["AFP/" * 9, "AFP " * 7, "AP\nAFP\tAP", "新华社" * 5, "ReutersAFP AP", "A.P. A.P.", "रॉयटर्स, รอยเตอร์ส"]
)
def test_the_bound_on_names_is_one(text):
    assert BOOK.at_most([text])[0] >= len(BOOK.names(text)) > 0


def test_a_trace_names_the_articles_that_are_not_read_in_full(provenance, tmp_path):
    (tmp_path / "many.txt").write_text("Rain fell on the pier, AFP said. " * (MOST_NAMES + 1))
    (tmp_path / "quoted.txt").write_text("“Rain helps,” Ann Roe said.\n\n" * (MOST_SPEAKERS + 1))
    (tmp_path / "few.txt").write_text("Rain fell on the old pier, AFP said.")
    heard = ""
    for _ in range(2):  # the second reads its tables from the first
        done = provenance("trace", "many.txt", "quoted.txt", "few.txt", "-o", "out")
        assert done.code == 0
        ledger = [json.loads(line) for line in (tmp_path / "out" / "ledger.jsonl").read_text().splitlines()]
        noted = {
            row["article"]: note["message"]
            for row in ledger
            for note in [row, *row["also"]]
            if note["code"] == "W-CROWDED"
        }
        assert noted == {
            "many.txt": f"{MOST_NAMES + 1} names of news bodies, of which {MOST_NAMES} are read",
            "quoted.txt": f"{MOST_SPEAKERS + 1:,} quotations: speakers are looked for in {MOST_SPEAKERS:,}",
        }
        heard += done.err  # a note is printed once
    assert "W-CROWDED many.txt" in heard


@pytest.mark.parametrize(
    ("module", "kernel"), [("ordinary_parallel", "ordinary"), ("furniture.prose_parallel", "prose")]
)
def test_kernels_leave_long_texts_to_a_closer_look(monkeypatch, module, kernel):
    pytest.importorskip("numba")
    found, text = load(f"provenance.corpus.{module}"), "Rain fell on the moor. " * 6
    for longest, passes in ((LONGEST_READ, True), (len(text), True), (len(text) - 1, False)):
        monkeypatch.setattr(found, "LONGEST_READ", longest)
        assert getattr(found, kernel)([text]).tolist() == [passes]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=6), st.integers(0, 40))
def test_furniture_is_looked_up_as_it_would_be_by_hand(spans, place):
    furniture = [(start, start + length, "promo") for start, length in spans]
    covered = {at for start, end, _ in furniture for at in range(start, end)}
    body = own_text("x" * 40, furniture)
    assert body.is_furniture(place) == in_spans(place, disjoint_spans(furniture)) == (place in covered)
    assert body.depth(place) == place - sum(at in covered for at in range(place))
