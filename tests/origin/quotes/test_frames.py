"""Where names have no capitals, frames of words tell who speaks: one name, sure ones only, in bounded time."""

import re
import time

import pytest

from provenance.origin.quotes import frames
from provenance.origin.quotes.item import article_quotes


def named(text: str) -> list[str | None]:
    return [quote.speaker for quote in article_quotes(text)]


def test_each_quotation_has_the_speaker_of_its_own_sentence():
    story = "“吊车下周就会到，我们都在等。”市长林佳怡说。局长陈海明对记者说：“码头也要重建，预算不够。”"
    assert named(story) == ["林佳怡", "陈海明"]


def test_what_follows_a_quotation_and_opens_the_next_one_is_not_its_own():
    assert named("“吊车下周就会到，我们都在等。”局长陈海明说：“码头也要重建，预算不够。”") == [None, "陈海明"]


def test_two_names_in_one_sentence_are_none():
    assert named("市长林佳怡对局长陈海明说：“吊车下周就会到，我们都在等。”") == [None]


def test_a_name_without_a_title_must_stand_twice():
    once = "陈海明说：“吊车下周就会到，我们都在等。”"
    assert named(once) == [None]
    assert named("陈海明是渔民。" + once) == ["陈海明"]


def test_the_last_word_of_a_name_stands_for_it_later():
    story = "قال سامي النصار إن «الرافعة ستصل الأسبوع المقبل».\n\nوأضاف النصار: «نحن ننتظرها منذ شهر كامل»."
    assert named(story) == ["سامي النصار", "النصار"]
    assert named("وأضاف النصار: «نحن ننتظرها منذ شهر كامل».") == [None]


def test_names_in_a_latin_text_are_read_by_their_capitals():
    assert named("“The crane will come,” said Nguyễn Văn Hùng of Osk, for Đặng Thị Hoa.") == ["Nguyễn Văn Hùng"]


def test_a_language_without_frames_has_no_frames():
    assert not frames.is_framed("“Rain helps,” said Ida Fenn.", 0, 13)
    assert not frames.is_framed("«Дождь помогает», — сказала Ида Фенн.", 0, 17)


PIECES = (
    "说",
    "王说",
    "市长王说：",
    "، قال سامي ",
    "قال ",
    "は",
    "森田さんは",
    "김하늘 시장은 ",
    "Nguyễn Văn ",
    "ने राजेश ",
    "نے کامران ",
    " ",
)
PATTERNS = {
    f"{number} {name}": pattern
    for number, language in enumerate(frames._languages())
    for name, pattern in [
        ("names", language.names),
        *((f"{i} {key}", p) for i, f in enumerate(language.frames) for key, p in f._asdict().items() if key != "sure"),
    ]
    if isinstance(pattern, re.Pattern)
}


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_nothing_but_words_of_a_frame_takes_linear_time(piece: str):
    assert len(PATTERNS) > 100
    window = (piece * frames._LOOK)[: frames._LOOK]  # no pattern ever sees more
    slow = {}
    for name, pattern in PATTERNS.items():
        start = time.thread_time()
        pattern.search(window)
        if (seconds := time.thread_time() - start) > 0.05:
            slow[name] = seconds
    assert slow == {}
    text = (f"{piece * 4}“{piece * 4}”" * 400)[:20_000]
    start = time.thread_time()
    article_quotes(text)
    assert time.thread_time() - start < 8
