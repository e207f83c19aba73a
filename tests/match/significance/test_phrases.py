"""Set phrases of news writing weigh little, in any script; a letter is no word where words are not spaced."""

import numpy as np
import pytest

from provenance.base.settings import Settings
from provenance.base.tokens import tokens, word_hash
from provenance.match.align.alignment import aligned_spans
from provenance.match.significance.background import set_phrase_counts, set_phrase_runs, set_phrases
from provenance.match.significance.scores import scores
from provenance.match.significance.surprise import WordReader

# An event each, and a turn of the trade in both: police, courts, cabinets.
REPORTS = {
    "en": (
        "A tram left the rails in Kessin before dawn and slid into a bakery. {} Loaves lay all over Coal Street.",
        "Somebody emptied the aquarium of Osk overnight, eels included. {} The turtles had been away for repairs.",
        "Anyone with information is asked to contact police. Police said no arrests have been made and the "
        "investigation is ongoing.",
    ),
    "de": (
        "In Altwerder ist ein Heuwagen in die Schleuse gerollt. {} Der Kutscher schlief.",
        "Unbekannte haben in Moorkamp neun Kirchenglocken versteckt. {} Der Küster läutet nun mit einer Säge.",
        "Verletzt wurde nach Angaben der Polizei niemand. Die Polizei hat die Ermittlungen aufgenommen.",
    ),
    "es": (
        "Un globo cayó sobre el mercado de Brisamar. {} Los tomates amortiguaron el golpe.",
        "Desapareció la estatua del fundador en Valdelobo. {} Quedan los zapatos de bronce.",
        "Según ha informado la Policía Nacional en un comunicado, la investigación continúa abierta y no se descartan "
        "nuevas detenciones.",
    ),
    "zh": (
        "青湾一座旧钟楼昨夜倒塌。{}钟匠说齿轮完好。",
        "石门镇三头大象走进澡堂。{}老板照常营业。",
        "事故原因正在调查中，伤者已被送往医院救治没有生命危险。",
    ),
    "ja": (
        "青浜の灯台で昨夜、羊が階段に詰まった。{}羊は無事だった。",
        "石森の図書館から地球儀が消えた。{}台座だけが残る。",
        "警察が詳しい原因を調べている。病院に搬送されましたが、命に別条はないということです。",
    ),
    "th": (
        "ช้างสามตัวเดินเข้าร้านขนมที่บางฟ้า {} เจ้าของร้านยังขายต่อ",
        "หอนาฬิกาเก่าที่ท่าหินเอียงลงเมื่อคืน {} ช่างบอกว่าเฟืองยังดี",
        "ตำรวจอยู่ระหว่างการสอบสวนหาสาเหตุ เพื่อดำเนินคดีตามกฎหมายต่อไป",
    ),
}


def weighed(texts, language):
    read = tokens(texts)
    spans = aligned_spans(read, np.arange(len(texts)), Settings())
    return spans, scores(spans, read, texts, [language] * len(texts), Settings())


@pytest.mark.parametrize("language", REPORTS)
def test_a_turn_of_the_trade_in_two_reports_is_not_significant(language):
    left, right, turn = REPORTS[language]
    spans, told = weighed([left.format(turn), right.format(turn)], language)
    assert len(spans.left)
    assert not told.significant.any()


@pytest.mark.parametrize("language", REPORTS)
def test_without_the_list_it_weighs_more(language, monkeypatch):
    left, right, turn = REPORTS[language]
    texts = [left.format(turn), right.format(turn)]
    known = weighed(texts, language)[1].bits.sum()
    nothing = np.zeros(0, np.uint64), np.zeros(0, np.int64)
    monkeypatch.setattr("provenance.match.significance.background.set_phrase_runs", lambda _: nothing)
    monkeypatch.setattr(
        "provenance.match.significance.background.set_phrase_counts", lambda hashes: np.zeros(len(hashes), np.int64)
    )
    monkeypatch.setattr(
        "provenance.match.significance.surprise.set_phrase_counts", lambda hashes: np.zeros(len(hashes), np.int64)
    )
    assert weighed(texts, language)[1].bits.sum() > 1.5 * known


def test_a_word_of_a_set_phrase_is_no_likelier_by_itself():
    words = tokens(["police ongoing heron"]).hashes
    assert (set_phrase_counts(words) > 0).tolist() == [True, True, False]
    left, right, _ = REPORTS["en"]
    clause = "a heron, ongoing as police work, mended seventeen clocks with porridge and a borrowed spoon"
    spans, told = weighed([left.format(clause), right.format(clause)], "en")
    assert told.significant.tolist() == [True]
    assert spans.matched.tolist() == [15]


def test_every_phrase_has_two_words_or_more_and_stands_once():
    phrases = set_phrases()
    lengths = np.diff(phrases.offsets)
    assert lengths.min() > 1
    lines = {tuple(phrases[number][0].tolist()) for number in range(len(phrases))}
    assert len(lines) == len(phrases)
    assert all(len(set_phrase_runs(size)[0]) for size in (1, 2, 3))


@pytest.mark.parametrize(("letter", "most"), [("ก", 1.8), ("ໄ", 1.8), ("က", 1.5), ("ក", 1.5)])
def test_a_letter_of_an_alphabet_without_spaces_is_a_part_of_a_word_in_any_corpus(letter, most):
    for corpus in (100, 10**9):
        assert WordReader(({},), corpus).bits(letter, word_hash(letter)) < most
