"""A quotation is known again in other articles: whole, trimmed, altered or without marks, whoever spoke it there."""

import random
import time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tables import ARTICLES, CREDITS, PASSAGES, QUOTATIONS, table
from provenance.base.tokens import tokens
from provenance.origin.quotes.quotations import QuotedSpan, indirect, quotation_forms, same_speaker
from provenance.origin.quotes.quotations_table import quotations_table
from provenance.origin.quotes.table import quotes_table
from provenance.run.journey import traced

LONG = (
    "We shall rebuild the long north pier before the first autumn storm, "
    "and nobody in this town will pay a penny for it"
)
PART = "rebuild the long north pier before the first autumn storm"
EDITED = "We will rebuild the long north pier before the first autumn storm, and nobody here will pay a penny for it"


def found(*texts: str, shared: tuple[tuple[str, str, int, int, int, int], ...] = ()) -> pl.DataFrame:
    """QUOTATIONS of articles a, b, c ... with these texts, and of passages between them."""
    rows = [{"article": chr(97 + n), "text": text} for n, text in enumerate(texts)]
    articles = table(rows, ARTICLES)
    said = quotes_table(articles, table([], CREDITS))
    names = ("left", "right", "left_start", "left_end", "right_start", "right_end")
    passages = [dict(zip(names, row, strict=True)) | {"significant": True} for row in shared]
    return quotations_table(articles, said, table(passages, PASSAGES), tokens(list(texts)))


def shown(rows: pl.DataFrame) -> list[tuple[object, ...]]:
    return rows.select("article", "form", "of", "speaker", "speaker_kept").rows()


ONE = f"“{LONG},” said Ida Fenn."
TOGETHER = [
    ([ONE, f"Mayor Fenn said: «{LONG}»."],
     [("a", "exact", "a", "Ida Fenn", True), ("b", "exact", "a", "Mayor Fenn", True)]),
    ([ONE, f"He heard: «{LONG}»."],
     [("a", "exact", "a", "Ida Fenn", True), ("b", "exact", "a", None, None)]),
    ([ONE, f"“{LONG},” said Bo Sund."],
     [("a", "exact", "a", "Ida Fenn", True), ("b", "exact", "a", "Bo Sund", False)]),
    ([f"Ida Fenn said they would “{PART}”.", ONE],
     [("a", "trimmed", "b", "Ida Fenn", True), ("b", "exact", "b", "Ida Fenn", True)]),
    ([ONE, f"“{EDITED},” said Ida Fenn."],
     [("a", "exact", "a", "Ida Fenn", True), ("b", "altered", "a", "Ida Fenn", True)]),
    ([f'Opened "{LONG},” said Ida Fenn.', f"「{LONG}」", f"„{LONG}“, sagte Ida Fenn."],
     [("a", "exact", "a", "Ida Fenn", True), ("b", "exact", "a", None, None), ("c", "exact", "a", "Ida Fenn", True)]),
    ([f"“She told us: ‘{LONG}’, and left.”", ONE],
     [("a", "exact", "a", None, None), ("b", "trimmed", "a", "Ida Fenn", None)]),
    ([ONE], []),
    ([ONE, ONE.replace("pier", "dam").replace("shall rebuild", "may sell").replace("autumn storm", "winter")
      .replace("nobody in this town", "all of us").replace("a penny for it", "dearly")], []),
    (["“We are very happy with it,” said Ida Fenn.", "“We are very happy with it,” said Bo Sund."], []),
    (["“We are very happy with it,” said Ida Fenn.", "“We are very happy with it,” said Fenn."],
     [("a", "exact", "a", "Ida Fenn", True), ("b", "exact", "a", "Fenn", True)]),
    (["“It has been a long time since the town talked to those who mend its nets at night.”",
      "“It has been a long time since that happened.”"], []),
    (["“Rain helps us,” said Ida Fenn.", "“Rain helps us,” said Ida Fenn."], []),
    (["«Мы восстановим длинный северный причал до первого осеннего шторма», — сказала Мария Волк.",
      "По словам мэра, они «восстановим длинный северный причал до первого осеннего шторма»."],
     [("a", "exact", "a", "Мария Волк", True), ("b", "trimmed", "a", None, None)]),
    (["町長は「秋の嵐の前に町の北の長い桟橋を必ず直す」と述べた。", "町長は「町の北の長い桟橋を必ず直す」と言った。"],
     [("a", "exact", "a", None, None), ("b", "trimmed", "a", None, None)]),
    (["قالت: «سنعيد بناء الرصيف الشمالي الطويل قبل العاصفة الأولى»، ثم خرجت.",
      "وأضافت “سنعيد بناء الرصيف الشمالي الطويل قبل العاصفة الأولى”."],
     [("a", "exact", "a", None, None), ("b", "exact", "a", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), TOGETHER, ids=[texts[-1][:60] for texts, _ in TOGETHER])
def test_one_quotation_in_several_articles(texts, expected):
    assert shown(found(*texts)) == expected


def test_places_and_the_speakers_place_are_in_the_original():
    rows = found("Hard\nrain. " + ONE, f"Ida\nFenn said: “{PART}”, and left.")
    assert rows.schema == pl.Schema(QUOTATIONS)
    [whole, part] = rows.rows(named=True)
    texts = {"a": "Hard\nrain. " + ONE, "b": f"Ida\nFenn said: “{PART}”, and left."}
    assert texts["a"][whole["start"] : whole["end"]] == f"“{LONG},”"
    assert texts["b"][part["start"] : part["end"]] == f"“{PART}”"
    assert texts["b"][part["speaker_start"] : part["speaker_end"]] == "Ida\nFenn"
    assert (whole["quotation"], part["quotation"], part["of"]) == ("a:11", "a:11", "a")


def test_a_direct_quotation_turned_indirect_is_found_where_a_passage_aligns_them():
    direct = f"Rain fell all day on Osk. “{LONG},” said Ida Fenn. Dry days follow."
    told = f"Rain fell all day on Osk. Ida Fenn said that {LONG.replace('We shall', 'they would').lower()}. Dry days."
    span = ("a", "b", 0, len(direct), 0, len(told))
    rows = found(direct, told, shared=(span,))
    assert shown(rows) == [("a", "exact", "a", "Ida Fenn", True), ("b", "indirect", "a", "Ida Fenn", True)]
    place = rows.row(1, named=True)
    assert told[place["start"] : place["end"]].startswith("rebuild the long north pier")
    assert told[place["start"] : place["end"]].endswith("penny for it")
    assert found(direct, told).rows() == []


def test_where_the_other_article_quotes_part_of_it_the_part_counts():
    direct = f"Rain fell all day. “{LONG},” said Ida Fenn."
    partly = f"Rain fell all day. Ida Fenn said they shall “{PART}”, and nobody in this town will pay a penny for it."
    rows = found(direct, partly, shared=(("a", "b", 0, len(direct), 0, len(partly)),))
    assert [row[1] for row in shown(rows)] == ["exact", "trimmed"]


def test_short_ones_are_one_where_the_articles_share_text():
    texts = ("“We are very happy with it,” said Ida Fenn.", "“We are very happy with it,” said Bo Sund.")
    rows = found(*texts, shared=(("a", "b", 0, 5, 0, 5),))
    assert shown(rows) == [("a", "exact", "a", "Ida Fenn", True), ("b", "exact", "a", "Bo Sund", False)]


def test_a_whole_trace_has_the_table():
    rows = [{"article": name, "text": text} for name, text in (("b", ONE), ("a", f"Ida Fenn said: «{PART}»."))]
    made = traced(table(rows, ARTICLES), Settings()).quotations
    assert shown(made) == [("a", "trimmed", "b", "Ida Fenn", True), ("b", "exact", "b", "Ida Fenn", True)]


def test_speakers_are_compared_by_their_names():
    pairs = (("Ida Fenn", "Fenn"), ("Mayor Ida Fenn", "ida fenn"), ("Fenn", "Sund"), (None, "Sund"))
    assert [same_speaker(*pair) for pair in pairs] == [True, True, False, None]


def test_words_far_apart_are_no_indirect_speech():
    words = tuple(range(10))
    assert indirect(words, (*range(10),), 0) == (0, 10)
    assert indirect(words, (0, 1, 99, 98, 97, 8, 9), 0) is None
    assert indirect(words, (), 0) is None


TEXTS = st.lists(st.lists(st.integers(0, 6), min_size=0, max_size=14), max_size=6)


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_quotations_does_not_matter(texts, mixed):
    said = [QuotedSpan(n, 0, 999, tuple(words)) for n, words in enumerate(texts)]
    order = [*range(len(said))]
    mixed.shuffle(order)
    one, other = quotation_forms(said), quotation_forms([said[n] for n in order])
    for place, n in enumerate(order):
        expected = one[n]
        again = other[place]
        assert (again and (order[again.fullest], again.form)) == (expected and (expected.fullest, expected.form))


@given(TEXTS)
def test_the_form_of_a_quotation_is_its_own_and_no_part_of_another(texts):
    said = [QuotedSpan(n, 0, 999, tuple(words)) for n, words in enumerate(texts)]
    found = quotation_forms(said)
    for form in found:
        if form:
            assert found[form.fullest].fullest == form.fullest
            assert found[form.fullest].form == "exact"


SAYING = tuple(range(12))
OTHER = (*SAYING[:-1], 99)


def test_the_form_that_most_articles_have_is_the_form_whatever_the_articles_are_called():
    for place in range(4):
        said = [QuotedSpan(n, 0, 999, OTHER if n == place else SAYING) for n in range(4)]
        assert [form.form for form in quotation_forms(said)] == ["altered" if n == place else "exact" for n in range(4)]


def test_a_part_that_most_articles_have_is_no_form_of_its_own():
    said = [QuotedSpan(0, 0, 999, SAYING), *(QuotedSpan(n, 0, 999, SAYING[2:11]) for n in (1, 2, 3))]
    assert [form.form for form in quotation_forms(said)] == ["exact", "trimmed", "trimmed", "trimmed"]


def test_a_hundred_thousand_quotations_of_stock_phrases_cost_linear_time():
    mixed = random.Random(7)
    stock = [mixed.randrange(5000) for _ in range(12)]
    said = [QuotedSpan(n, 0, 99, (*stock, *(mixed.randrange(5000) for _ in range(12)))) for n in range(20_000)]
    begun = time.process_time()
    quotation_forms(said)
    assert time.process_time() - begun < 8
