"""Where words are not spaced, so many letters make one: in passages, shingles, signatures and counts."""

from importlib.util import find_spec

import numpy as np
import polars as pl
import pytest

from provenance.base.settings import Settings, Sketch
from provenance.base.tokens import tokens
from provenance.corpus.article import Article
from provenance.corpus.article_row import row
from provenance.corpus.quality import oddities
from provenance.index.twins import SIGNED_TEXTS_BY
from provenance.match.passages import passages
from provenance.match.twins import ALIGNED_SPANS_BY, SIMILARITIES_BY

BACKENDS = ["python", *(["numba"] if find_spec("numba") else [])]
CHINESE = "潜水员在东闸门下发现裂缝，港务局决定关闭三个星期，渔船改泊煤码头。"
THAI = "นักประดาน้ำพบรอยร้าวใต้ประตูน้ำฝั่งตะวันออกและการท่าเรือสั่งปิดสามสัปดาห์"
BURMESE = "ရေငုပ်သမားများက အရှေ့ဘက်ရေတံခါးအောက်တွင် အက်ကြောင်းများတွေ့ရှိခဲ့သည်ဟုပြောသည်"


def letters(text: str, number: int) -> str:
    """The beginning of a text that has so many tokens."""
    return text[: int(tokens([text]).ends[:][number - 1])]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("text", "least"), [(CHINESE, 16), (THAI, 40), (BURMESE, 48)])
def test_a_passage_has_eight_words_of_so_many_letters(text, least, backend):
    for number, expected in ((least - 1, 0), (least, 1)):
        pair = tokens([letters(text, number), f"xyz {letters(text, number)} abc"])
        spans = ALIGNED_SPANS_BY[backend](pair, np.arange(2), Settings())
        assert len(spans.left) == expected
        assert spans.matched.tolist() == [number] * expected


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_columns_of_passages_count_words(backend):
    texts = [letters(THAI, 50), f"abc {letters(THAI, 50)}"]
    columns = {"article": ["a", "b"], "text": texts, "language": ["th", "th"], "furniture": [[], []]}
    unknown = {"published_from": pl.Series([None, None], dtype=pl.Datetime("us", "UTC"))}
    made = passages(pl.DataFrame(columns | unknown), tokens(texts), Settings(), backend=backend)
    assert made.select("words", "matched", "left_start", "left_end").rows() == [(10, 10, 0, len(texts[0]))]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("text", "least"), [(CHINESE, 10), (THAI, 25), (BURMESE, 30), ("a b c d e f", 5)])
def test_a_shorter_text_has_no_signature_and_is_said_to_be_short(text, least, backend):
    short, long = letters(text, least - 1), letters(text, least)
    assert SIGNED_TEXTS_BY[backend]([short, long], Sketch()).signatures.articles.tolist() == [1]
    assert [note.code for note in oddities(short)] == ["W-TOO-SHORT"]
    assert oddities(long) == []


def test_backends_agree_on_signatures_and_similarity():
    texts = [CHINESE, CHINESE[5:], THAI, THAI[7:], f"{CHINESE} and then some", BURMESE, BURMESE[9:], "a b c d e f g"]
    one, other = (SIGNED_TEXTS_BY[backend](texts, Sketch()) for backend in (BACKENDS[0], BACKENDS[-1]))
    assert one.signatures.articles.tolist() == other.signatures.articles.tolist()
    assert one.signatures.values.tolist() == other.signatures.values.tolist()
    pairs = np.array([(0, 1), (2, 3), (0, 4), (5, 6), (0, 2), (4, 7)])
    some = tokens(texts)
    near, again = (SIMILARITIES_BY[backend](some, pairs, 5) for backend in (BACKENDS[0], BACKENDS[-1]))
    assert near.tolist() == again.tolist()
    assert near[0, 0] == pytest.approx(16 / 21)  # 30 letters, or five fewer, ten a shingle


@pytest.mark.parametrize(("text", "words"), [(CHINESE, 15), ("ferry 港口关闭", 3), ("ferry to port", 3), ("口", 1)])
def test_an_article_has_as_many_words(text, words):
    assert row(Article("a", "a.txt", None, None, text))["words"] == words
