"""What is odd about a text is said; what is only foreign, long or old-fashioned is not."""

import time

import pytest

from provenance.corpus.quality import oddities

STORY = (
    "The harbour authority closed the north pier on Tuesday after a night of heavy wind. Officials said that repairs "
    "would cost eleven million and last until spring, while residents queued for water at the town hall.\n"
)
ODD = [
    ("", ["W-EMPTY"]),
    (" \u3000\u00a0\n", ["W-EMPTY"]),
    ("\u200b\u2060", ["W-EMPTY"]),
    ("🌊 🌊 🌊", ["W-EMPTY"]),
    ("Storm closes north pier", ["W-TOO-SHORT"]),
    (STORY + "x" * 5_000, ["W-LONG-TOKEN"]),
    ("spam " * 3_000, ["W-LOW-ENTROPY"]),
    (" ".join(STORY * 8), ["W-LOW-ENTROPY"]),
    (STORY.replace("e", "e\u200b"), ["W-INVISIBLE"]),
    (STORY.replace("a", "a\u00ad"), ["W-INVISIBLE"]),
    (STORY.replace("a", "a\ufe01"), ["W-INVISIBLE"]),
    (STORY.replace(" ", "\u200d "), ["W-INVISIBLE"]),
    (STORY + "user\u202e admin\u2069", ["W-BIDI"]),
    (STORY.replace("o", "о"), ["W-MIXED-SCRIPT"]),
    (STORY + "a" + "\u0301" * 31, ["W-COMBINING-RUN"]),
    (STORY + "\ufdfa " * 100, ["W-EXPANDS"]),
    (STORY + "The cafÃ© said itâ€™s dÃ©jÃ vu", ["W-MOJIBAKE"]),
    (STORY + "\u009b31mred", ["W-CONTROL-CHARS"]),
    (STORY + "\ufffe", ["W-CONTROL-CHARS"]),
]
PLAIN = [
    STORY,
    STORY.replace("\n", "\x0b\x0c\x85\u2028"),
    "میئر نے کہا کہ شمالی گودی منگل کو بند رہے گی\u200c اور رہائشی پانی کا انتظار کرتے رہے۔",  # a rightful joiner
    "Тариф на проезд вырос, сообщили власти города. Порт закрыт до весны.",
    "台风袭击沿海地区官员表示损失惨重救援工作正在进行" * 120,
    "ÉTÉ À LA MER: «Où êtes-vous, Zoé ?», a demandé la maire de Larne Bay en août.",
    STORY + "👨\u200d👩\u200d👧 ☀\ufe0f",
]


@pytest.mark.parametrize(("text", "codes"), ODD, ids=[row[1][0] for row in ODD])
def test_odd_texts_are_named(text, codes):
    assert [note.code for note in oddities(text)] == codes


@pytest.mark.parametrize("text", PLAIN)
def test_plain_texts_are_not(text):
    assert oddities(text) == []


@pytest.mark.parametrize(
    "piece", ["a\u0301\u0323", "Ã", "Ã©", "\u200b", " ", "\n", "a", "Aа", "\ufdfa", "É»", "\u2067", "م\u200c"]
)
def test_no_shape_takes_long(piece):
    text = (STORY + piece * 100_000)[:200_000]
    started = time.process_time()
    oddities(text)
    assert time.process_time() - started < 2  # some 50 ms alone
