"""A copied clause counts; names, dates, attributions and the words of a subject do not."""

import re

import numpy as np
import pytest

from provenance.base.settings import Settings
from provenance.base.tokens import tokens, word_hash
from provenance.match.align.alignment import AlignedSpan, aligned_spans
from provenance.match.significance.background import background, counted_articles, general_bits, set_phrase_counts
from provenance.match.significance.scores import PLAIN, passage_bits, scores
from provenance.match.significance.surprise import WordReader, event_bits
from tests.match.texts import COPIED, CUP, FERRY, LONG, ONE_CLAUSE, STOCK, pair

LANGUAGES = {"Spanish": "es", "German": "de", "Russian": "ru", "Arabic": "ar", "Urdu": "ur", "Chinese": "zh"}


def weighed(texts, language="en"):
    """Every passage of the texts: left's words as written, bits, and whether it is significant."""
    read = tokens(texts)
    spans = aligned_spans(read, np.arange(len(texts)), Settings())
    weights = scores(spans, read, texts, [language] * len(texts), Settings())
    rows = zip(spans.left, spans.left_from, spans.left_to, weights.bits, weights.significant, strict=True)
    return [
        (texts[left][read[left][1][start] : read[left][2][end - 1]], float(bits), bool(stands))
        for left, start, end, bits, stands in rows
    ]


def significant(texts, language="en"):
    return [passage for passage, _, stands in weighed(texts, language) if stands]


def bare(text):
    return re.sub(r"^\W+|\W+$", "", text)


@pytest.mark.parametrize("case", COPIED)
def test_a_copied_clause_is_the_one_significant_passage(case):
    language = LANGUAGES.get(case, "en")
    assert significant(pair(COPIED[case]), language) == [bare(COPIED[case][1])]


@pytest.mark.parametrize("case", STOCK)
def test_stock_phrases_are_not_significant(case):
    assert significant(pair(STOCK[case]), LANGUAGES.get(case.partition(" ")[0], "en")) == []


@pytest.mark.parametrize("reports", [FERRY, CUP], ids=["ferry", "cup"])
def test_two_reports_of_one_event_share_nothing_significant(reports):
    assert significant([report.format("") for report in reports]) == []


@pytest.mark.parametrize(
    ("title", "altered"),
    [
        ("one word changed", ONE_CLAUSE.replace("mounting", "growing")),
        ("one word left out", ONE_CLAUSE.replace("unpaid ", "")),
        ("other punctuation", ONE_CLAUSE.replace(",", " –")),
        ("capitals", ONE_CLAUSE.upper()),
        ("hard-wrapped with blank lines", ONE_CLAUSE.replace(" and ", "\n\nand ")),
    ],
)
def test_a_clause_that_was_touched_is_still_significant(title, altered):
    assert significant([FERRY[0].format(ONE_CLAUSE), FERRY[1].format(altered)]) == [ONE_CLAUSE], title


def test_an_edit_takes_bits_off():
    (_, whole, _), (_, touched, _) = (
        weighed([FERRY[0].format(ONE_CLAUSE), FERRY[1].format(clause)])[0]
        for clause in (ONE_CLAUSE, ONE_CLAUSE.replace("pensions", "salaries"))
    )
    assert touched < whole - 4


def test_a_longer_passage_has_more_bits():
    bits = [weighed(pair((FERRY, " ".join(LONG.split()[:size]))))[0][1] for size in (10, 20, 30, 40)]
    assert bits == sorted(bits)


def test_a_turn_that_the_corpus_often_uses_loses_its_surprise():
    turn = "as gulls wheeled over the idle cranes"
    around = [f"{name} waited {turn} {place}." for name, place in zip("abcdefgh", "stuvwxyz", strict=True)]
    clause = f"the harbour slept {turn}"
    alone, among = (weighed(pair((FERRY, clause)) + others)[0][1] for others in ([], around))
    assert among < alone / 2


def test_what_an_article_says_elsewhere_is_its_topic():
    clause = "marinated aubergine festival organisers cancelled fireworks beside vineyards"
    plain = pair((CUP, clause))
    topical = [text + " The aubergine festival has fireworks. Vineyards love the festival." for text in plain]
    assert weighed([*topical[:1], plain[1]])[0][1] < weighed(plain)[0][1] - 10


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("Ada Morrow", "NN"),
        ("foreign minister Ada Morrow", "TTNN"),
        ("Bank of the Isles", "NFFN"),
        ("said on Tuesday", "RFD"),
        ("The 12 ferries", "FXW"),
        ("Osama bin Laden", "NFN"),
    ],
)
def test_kinds_of_words_by_hand(written, letters):
    hashes = tokens([written]).hashes
    assert WordReader((general_bits("en"),), 0).read(hashes, written.split())[1] == letters


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("CUMHURBAŞKANI AÇIKLADI PAZARTESİ", "TRD"),
        ("cumhurbaskani acikladi pazartesi", "TRD"),
        ("الرئيس وكالة", "TR"),
        ("رئیس گزارش", "TR"),
        ("رئيس گزارش", "TR"),
    ],
)
def test_titles_and_attributions_are_known_in_every_spelling(written, letters):
    assert WordReader(({},), 0).read(tokens([written]).hashes, written.split())[1] == letters


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("WWW", 60.0),  # three words, each its own surprise
        ("NNN", 16.0),  # a name is one event
        ("TTNFN", 16.0),  # so is a name with title and place
        ("NWN", 52.0),  # two names with a word between are two
        ("RRFD", 12.0),  # told reporters on Tuesday
        ("DXX", 16.0),  # a date
        ("WRW", 60.0),  # a lone reporting word is a word
        ("NNNNNNN", 32.0),  # more than one name's worth
        ("", 0.0),
    ],
)
def test_events_by_hand(letters, expected):
    assert event_bits([20.0] * len(letters), letters) == expected


def test_once_it_is_known_who_is_named_the_rest_of_the_name_follows():
    assert event_bits([15.0, 4.0, 15.0], "NNN") == 8.0


def test_the_language_list_holds_our_words():
    assert sorted(round(general_bits("en")[word_hash(word)]) for word in ("the", "s", "don", "ferry")) == [4, 7, 9, 17]
    assert 10 < general_bits("zh")[word_hash("港")] < 15
    assert not general_bits("../en")


def test_a_language_without_a_list_still_has_rare_words():
    clause = (
        "mawimbi ya kijivu yalipiga gati kuukuu huku wavuvi wakongwe wakitazama bendera iliyochanika ikipepea polepole"
    )
    left, right = f"Meli imefika. {clause}. Watu walirudi nyumbani.", f"Asubuhi hiyo {clause}, alisema nahodha."
    assert significant([left, right], "sw") == [clause]


def test_the_background_leaves_passages_out():
    texts = ["one two three four five six seven eight alpha one two", "one two three four five six seven eight beta"]
    read = tokens(texts)
    told = background(read, aligned_spans(read, np.arange(2), Settings()))
    hashes = read[0][0][:3]
    assert told.sizes.tolist() == [3, 1]
    assert (told.said(hashes)[0] - set_phrase_counts(hashes)).tolist() == [1, 1, 0]
    assert told.said(hashes)[1:].tolist() == [[0, 1, 0], [0, 0, 0]]
    assert told.said_by(0, hashes).tolist() == [1, 1, 0]
    assert told.said_by(1, hashes).tolist() == [0, 0, 0]


def test_of_many_words_outside_of_passages_those_of_some_articles_are_counted_whatever_their_order(monkeypatch):
    monkeypatch.setattr("provenance.match.significance.background.HEARD", 5)
    texts = ["one two three four", "", "five six", "seven", "eight nine ten", "two three"]
    read, turned = tokens(texts), tokens(texts[::-1])
    sizes = np.diff(read.offsets)
    some = counted_articles(read, sizes)
    assert 5 <= sizes[some].sum() < 5 + max(sizes)
    assert counted_articles(turned, sizes[::-1])[::-1].tolist() == some.tolist()


@pytest.mark.parametrize(("words", "plain"), [(" ".join(LONG.split()[:19]), False), (LONG, True)])
def test_what_is_plain_by_its_left_side_needs_no_look_at_what_the_right_article_says_elsewhere(
    words, plain, monkeypatch
):
    monkeypatch.setattr("provenance.match.significance.scores.ranks", lambda *_: np.arange(4))  # the left one is read
    texts = [f"Rain fell. {words}.", f"So {words}? {' '.join(reversed(LONG.split()))}", CUP[0], FERRY[0]]
    read = tokens(texts)
    spans = aligned_spans(read, np.arange(4), Settings())
    told, reader = background(read, spans), WordReader((general_bits("en"),), 0)
    bits = weighed(texts)[0][1]
    finer = passage_bits(read, told, (0, 1), AlignedSpan(*(int(column[0]) for column in spans[2:])), texts[0], reader)
    assert (bits > PLAIN, bits > finer) == (plain, plain)


@pytest.mark.parametrize("letters", ["N" * 100_000, "T" * 100_000, "RF" * 50_000, "XG" * 50_000, "TW" * 50_000])
def test_events_of_a_hostile_text_take_linear_time(letters):
    assert event_bits([0.0] * len(letters), letters) == 0.0
