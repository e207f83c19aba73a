"""The kernels weigh every passage as the readable twins do, to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import aligned_spans
from provenance.match.significance import background
from provenance.match.significance.scores import PLAIN, scores
from provenance.match.significance.surprise import STEPS, event_bits, running_bits
from provenance.match.twins import PASSAGE_WEIGHTS_BY
from tests.match.texts import COPIED, CUP, FERRY, LONG, STOCK, pair

pytest.importorskip("numba")
from provenance.match.significance import kernel, parallel

WORDS = [
    "the",
    "of",
    "President",
    "minister",
    "Ada",
    "said",
    "Tuesday",
    "12",
    "ferry",
    "pier",
    "мир",
    "東",
    "Émile",
    "bin",
]
SENTENCES = [" ".join(WORDS[(k * step) % len(WORDS)] for k in range(7 + step)) for step in (1, 3, 5, 9, 11)]
PIECES = [*SENTENCES, *WORDS, "Un", "UN", "quite another 3 words", "Lorn", "gulls", "naïve “Café”"]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join), max_size=9)


def assert_same(texts, languages=None, chosen=Settings()):  # noqa: B008
    read = tokens(texts)
    spans = aligned_spans(read, np.arange(len(texts)), chosen)
    languages = languages or ["en"] * len(texts)
    ours, expected = (
        scores(spans, read, texts, languages, chosen, weigh=PASSAGE_WEIGHTS_BY[e]) for e in ("numba", "python")
    )
    assert [column.tolist() for column in ours] == [column.tolist() for column in expected]
    return len(spans.left)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.sampled_from(["en", "ru", None, "xx"]), min_size=9, max_size=9))
def test_any_texts(texts, languages):
    assert_same(texts, languages[: len(texts)], Settings(passage_words=5))


def test_a_name_is_told_from_its_capitals():
    """Un is a name and UN is none: words that are spelled alike are not read alike."""
    story = "The leader Kim Jong Un of the north met the UN envoy Noel Nol and the NOEL choir on the old pier at dawn"
    assert assert_same([f"Police say that {story}.", f"{story}, a witness said.", "UN Un un NOEL Noel Nol nol"]) == 1


@pytest.mark.parametrize("case", [*COPIED, *STOCK])
def test_real_clauses_among_others(case):
    others = [FERRY[0].format(LONG), CUP[1].format(LONG), *(report.format("") for report in (*FERRY, *CUP))]
    assert assert_same([*pair({**COPIED, **STOCK}[case]), *others]) > 1


def test_a_turn_in_many_articles_counts_for_each_beyond_a_family():
    turn = "as gulls wheeled over the idle cranes of the port"
    assert assert_same(
        [f"{name} waited {turn} {place}." for name, place in zip("abcdefghij", "klmnopqrst", strict=True)]
    )


def test_slices_and_tables_that_grow_do_not_show(monkeypatch):
    monkeypatch.setattr(parallel, "_SLICE", 50)
    monkeypatch.setattr(parallel, "_TABLE", 2)
    texts = [f"{LONG} word{n} {FERRY[n % 2].format('')} more{n} {CUP[n % 2].format(LONG)}" for n in range(12)]
    assert assert_same(texts) > 40


def test_so_many_words_are_counted_as_the_corpus_needs_and_no_more(monkeypatch):
    monkeypatch.setattr(background, "HEARD", 60)
    texts = [f"{LONG} word{n} {FERRY[n % 2].format('')} more{n} {CUP[n % 2].format(LONG)} pier {n}" for n in range(9)]
    assert assert_same([*texts, ""]) > 20


@pytest.mark.parametrize("touch", [str, lambda text: text.replace(" the ", " a ", 2), lambda text: text + " " + text])
def test_plain_passages(touch):
    whole = " ".join([LONG, *(report.format(LONG) for report in (*FERRY, *CUP))])
    texts = [f"{LONG} Gulls, gulls.", f"{touch(whole)} Nobody said gulls.", f"Gulls? {whole}"]
    assert assert_same(texts) >= 3
    assert max(weighed(texts)) > PLAIN


def weighed(texts):
    read = tokens(texts)
    spans = aligned_spans(read, np.arange(len(texts)), Settings())
    return scores(spans, read, texts, ["en"] * len(texts), Settings()).bits.tolist()


def test_no_passages():
    assert assert_same(["One story.", "Quite another tale."]) == 0
    assert assert_same([]) == 0


@settings(max_examples=300, deadline=None)
@given(st.text("NTRDXFGW", max_size=60), st.integers(1, 400))
def test_events(letters, seed):
    bits = np.array([(seed * (k + 3) ** 2 % 97) / 4 for k in range(len(letters))])
    kinds = np.frombuffer(letters.encode(), np.uint8).copy()
    running = np.full(len(letters) + 1, -1)
    steps = (bits * STEPS).astype(np.int32)
    whole = kernel.run_steps(steps, kinds, 0, len(letters), parallel.EVENTS, running)
    assert (running / STEPS).tolist() == running_bits(bits.tolist(), letters)
    assert whole / STEPS == event_bits(bits.tolist(), letters)
    assert kernel.run_steps(steps, kinds, 0, len(letters), parallel.EVENTS, running[:0]) == whole
