"""What a site puts around an article is found, and no sentence of an article is taken for it."""

import json
import re
import time
from itertools import compress, pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.backend import load
from provenance.corpus.furniture import scan as room
from provenance.corpus.furniture.cues import (
    BIO,
    BIO_CONTACT,
    BIO_TRADE,
    BREADCRUMB,
    CAPTION_END,
    DESK_CODE,
    EXCLUSIVE,
    FORM_ADDRESS,
    FORM_WORDS,
    GALLERY,
    INLINE_PROMO,
    OPENINGS,
    SENTENCES,
)
from provenance.corpus.furniture.kinds import glance, is_plain_prose, line_kind, line_parts
from provenance.corpus.furniture.lines import sentences, split_lines, visible_lines, wrapped
from provenance.corpus.furniture.scan import furniture

STORY = (
    "The ferry to Sandholm ran aground on Monday with forty passengers aboard, the harbour office said.\n"
    "Nobody was hurt. Captain Ida Fenn told reporters that fog had come up within minutes.\n"
    "Divers will look at the hull today, and a second boat takes over the crossing.\n"
)

LONG_FORM = (
    f"The Brief. Sign up for news. Choose your country {'Norland Sudland ' * 99} Please enter a valid email address. "
    "Terms of Use. You may unsubscribe. Privacy Policy. We have sent a confirmation email."
)
AFTER_THE_STORY = [
    ("Read also:", "related"),
    ("READ MORE: Old ferry sold for scrap", "related"),
    ("Related: Harbour fees to rise in spring", "related"),
    ("Related topics:", "tags"),
    ("Tags: ferry, Sandholm, fog", "tags"),
    ("More news", "recent"),
    ("Most read", "recent"),
    ("Your Comment", "comments"),
    ("12 comments", "comments"),
    ("Leave a Reply", "comments"),
    ("Share this article", "share"),
    ("Facebook Twitter WhatsApp Email", "share"),
    ("Follow us on Telegram", "share"),
    ("Follow Ida Marsh on Twitter @idamarsh", "share"),
    ("Subscribe to our newsletter. All rights reserved.", "subscribe"),
    ("Sign up for the Island Briefing", "subscribe"),
    ("Get the best of the coast delivered to your inbox every Friday.", "subscribe"),
    ("By signing up, you agree to our Privacy Policy.", "subscribe"),
    ("Our journalism takes time. If you like our local reporting, please consider a subscription.", "subscribe"),
    ("Now playing: Watch this: The lock at Wick", "related"),
    ("Copyright © 2031 Sandholm Post. All rights reserved.", "copyright"),
    ("© Island Media Ltd", "copyright"),
    ("This material may not be published, broadcast, rewritten or redistributed.", "copyright"),
    ("Advertisement", "advertisement"),
    ("Story continues below", "advertisement"),
    ("Read the latest news of the week:", "promo"),
    ("CLICK HERE TO GET THE POST APP", "promo"),
    ("For more news from the coast, visit our website.", "promo"),
    ("We use cookies to make this site better.", "cookies"),
    ("© 2031 Sandholm Radio. All rights reserved. Transcripts are typed in haste and may change.", "copyright"),
    ("Photo: Ole Brandt", "photo"),
    ("Image copyright Ole Brandt Image caption The ferry lay on its side until noon", "photo"),
    ("Media playback is unsupported on your device Media caption Divers at the hull", "photo"),
    ("JUST WATCHED Ferry aground Replay More Videos ... MUST WATCH Ferry aground 01:49", "photo"),
    ("Photos: The ferry" + " Fenn waves. Hide Caption 1 of 9 Photos: The ferry" * 40, "photo"),
    (LONG_FORM, "subscribe"),
    ("The ferry in June. (Photo by Ole Brandt/Getty Images)", "photo"),
    ("1,204 views", "counter"),
    ("4 min read", "counter"),
    ("3 hours ago", "timestamp"),
    ("Post Editorial Staff", "byline"),
    ("Web Desk", "byline"),
    ("Lena Holt is a reporter for the Post who covers shipping.", "author_bio"),
    ("The views expressed in this article are those of the author.", "disclaimer"),
    ("KLM/OT", "desk_code"),
    ("4471**2086", "desk_code"),
    ("Читайте также:", "related"),
    ("Подписывайтесь на наш канал в Telegram", "subscribe"),
    ("Все права защищены", "copyright"),
    ("Читайте головні новини дня", "promo"),
    ("Lesen Sie auch: Fähre wird verschrottet", "related"),
    ("Alle Rechte vorbehalten", "copyright"),
    ("Lire aussi : Le vieux bac vendu", "related"),
    ("Salt sellers raise their prices as the barges rally Read more", "related"),
    ("Salt sellers: should they raise their prices? Read more", "related"),
    ("La hausse du sel inquiète les bateliers Lire la suite", "related"),
    ("Los vendedores de sal suben los precios Leer más", "related"),
    ("Соль дорожает, а баржи стоят Читать далее", "related"),
    ("Tous droits réservés.", "copyright"),
    ("Lee también: El viejo ferry", "related"),
    ("Leggi anche", "related"),
    ("Leia também", "related"),
    ("İLGİLİ HABERLER", "related"),
    ("Tüm hakları saklıdır", "copyright"),
    ("اقرأ أيضا", "related"),
    ("بیشتر بخوانید", "related"),
    ("یہ بھی پڑھیں", "related"),
    ("相关阅读", "related"),
    ("版权所有", "copyright"),
    ("関連記事", "related"),
]


@pytest.mark.parametrize(("line", "kind"), AFTER_THE_STORY, ids=[line[:60] for line, _ in AFTER_THE_STORY])
def test_a_line_that_says_what_it_is_is_furniture_after_a_story(line: str, kind: str):
    assert furniture(STORY + line) == [(len(STORY), len(STORY) + len(line), kind)]


PROSE = [
    "(Xinhua/NAN)",
    "(Reuters)",
    "Reuters writes about this.",
    "(Reporting by Ida Marsh; Editing by Ole Brandt)",
    "Reporting by Ida Marsh in Sandholm; editing by Ole Brandt",
    "The Associated Press contributed to this report.",
    "By Staff, Agencies",
    "SANDHOLM, May 3 (AP) -- The ferry ran aground.",
    "AFP/AP",
    "Related companies were not asked about the ferry.",
    "Comments by the minister drew laughter in the chamber.",
    "Share prices of the ferry line fell by a tenth on Tuesday.",
    "For more than ten years the mayor has planned to visit the island.",
    "Like many captains on Twitter, she blamed the fog.",
    "Copyright law was no help to the owner of the ferry's picture.",
    "Support for the bridge grew after the crash.",
    "Subscribers to the ferry's season ticket will be paid back.",
    "The harbour's privacy policy forbids cameras on the quay.",
    "“Follow the money,” she said on Facebook.",
    "Image makers of the ferry line met on Friday.",
    "Photos of the hull showed a hole the size of a door.",
    "Read the report before you judge, the captain said.",
    "This story is published in partnership with the Harbour Gazette.",
    "Captain Ida Fenn is the author of three reports on fog.",  # the story names her
    "Whoever wants to know what became of the ferry may go to the harbour office and read more.",
    "“There is a note on the wall of the harbour office for all who would like to read more”",
    "Watch out: the crossing stays closed until the hull has been mended, and nobody knows how long.",
]


@pytest.mark.parametrize("line", PROSE)
def test_a_line_of_the_article_is_none(line: str):
    assert furniture(STORY + line + "\nThe harbour office will report again.") == []


def test_teasers_after_a_label_go_with_it_to_the_end():
    tail = (
        "Recent Posts\n\nMayor of Sandholm opens fish market\n\nThe new hall was opened on Sunday with…\n\n"
        "2 hours ago\n\nStorm fells oak\n\nAn oak of two hundred years fell in Lower Wick.\n\n5 hours ago\n"
    )
    assert furniture(STORY + tail) == [(len(STORY), len(STORY + tail) - 1, "recent")]


def test_a_list_without_a_label_is_known_by_its_times():
    tail = "Mayor opens fish market\n2 hours ago\nStorm fells oak in Lower Wick\n5 hours ago"
    assert furniture(STORY + tail) == [(len(STORY), len(STORY + tail), "recent")]


def test_a_list_inside_an_article_ends_where_the_article_goes_on():
    label = "Read also:\nOld ferry sold for scrap after forty years\n"
    rest = "The owner of the line, Sandholm Ferries, said it would pay for the rooms of those who had to stay.\n"
    assert furniture(STORY + label + rest + rest) == [(len(STORY), len(STORY + label) - 1, "related")]


def test_labels_on_top_and_the_way_to_the_section():
    assert furniture("Coast Post Exclusive\n\n" + STORY) == [(0, 20, "section_label")]
    assert furniture("Home > News > Coast\n" + STORY) == [(0, 19, "section_label")]


def test_a_staff_byline_takes_its_biography_along():
    byline = "CPO Editorial Staff"
    bio = "The CPO Editorial Staff is made up of people who write and edit the reports of the Coast Post Online."
    kinds = [kind for _, _, kind in furniture(f"{STORY}{byline}\n\n{bio}\n")]
    assert kinds == ["byline", "author_bio"]


def test_furniture_at_the_end_of_a_line_of_prose():
    text = "The ferry runs again. Follow us on Facebook. All rights reserved."
    assert furniture(text) == [(22, len(text), "share")]


def test_a_bracket_that_points_elsewhere():
    text = "The ferry (READ MORE: Old ferry sold) runs again (read: limps) to Sandholm."
    assert furniture(text) == [(10, 37, "related")]


def test_an_equal_footer_repeated_is_wholly_furniture():
    footer = "\nSubscribe to our newsletter. All rights reserved. " * 60
    assert furniture(STORY + footer) == [(len(STORY) + 1, len(STORY + footer) - 1, "subscribe")]
    one_line = footer.replace("\n", "")
    assert furniture(STORY + one_line) == [(len(STORY), len(STORY + one_line) - 1, "subscribe")]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
def test_a_hard_wrapped_article_has_none_though_its_lines_begin_like_labels(gap: str):
    wrapped_lines = [
        "The minister said that ministers who", "read more", "than they write should leave their", "comments",
        "at the door, as the", "latest news", "had nothing to do with", "related topics", "or with the rise of the",
        "share", "price of the ferry, which will", "follow us on Twitter", "into the next year, as an", "advertisement",
        "for the island put it on Friday.",
    ]  # fmt: skip
    assert wrapped(split_lines(gap.join(wrapped_lines)))
    assert furniture(gap.join(wrapped_lines)) == []


PIECES = st.sampled_from(
    ["Read also", "Rain fell.", "\n", "\n\n", " ", "3 hours ago", "…", "© 2020", "东京", "ß" * 9, "RHM/PR"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_spans_are_sorted_disjoint_inside_and_never_blank(text: str):
    spans = furniture(text)
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end, _ in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


WORDS = st.sampled_from(
    [
        *(
            "Rain",
            "fell",
            "on",
            "Oxmoor",
            "the",
            "We",
            "This",
            "article",
            "may",
            "not",
            "be",
            "copied",
            "Share",
            "Tags:",
        ),
        *(". ", "! ", "… ", ".” ", "\n", "\n\n", " ", " ", "  ", "\r\n", "#### ", "(read more: a fire)", "[pullquote]"),
        *(
            "All rights reserved",
            "©",
            "2031",
            "Sign up",
            "your inbox",
            "•",
            "»",
            "|",
            *("“", "‘", "”", "é", "à", "Ü", "’", "–", "bülten", "we’ve", "#", "££", "™"),
            "\u200b",
            "\xa0",
            "İ",
            "ſ",
            "K",
        ),
        *(
            "Lena Holt is a reporter",
            "Home > News",
            "Exclusive",
            "Photo by Ole Brandt/Getty Images",
            "(AP Photo)",
            "12°",
        ),
        *(
            "3 hours ago",
            "Web Desk",
            "RHM/PR",
            "Читайте также:",
            "Все права защищены",
            "اقرأ أيضا",
            "版权所有",
            "関連記事",
        ),
    ]
)


def compiled_prose(texts):
    pytest.importorskip("numba")
    return load("provenance.corpus.furniture.prose_parallel").prose(texts)


PROSE = "The ferry to Sandholm ran aground on Monday with forty passengers aboard, the harbour office said. " * 13


def without_shortcut(text):
    found = split_lines(text)
    return room.spans(found, glance(text, found))


@settings(deadline=None)  # the first one waits for the kernel
@given(
    st.lists(WORDS, max_size=30).map(" ".join),
    st.integers(0, 1400),
    st.lists(WORDS, max_size=8).map(" ".join),
    st.booleans(),
)
def test_one_line_that_passes_as_prose_holds_no_furniture(start: str, size: int, end: str, blank: bool):
    text = f"{start} {PROSE[-size:]} {end}".strip() if blank else f"{start}{PROSE[-size:]}{end}"
    held = without_shortcut(text)
    assert not is_plain_prose(text) or held == []
    assert not compiled_prose([text])[0] or held == []


def test_real_texts_on_one_line_that_pass_as_prose_hold_none(shared):
    texts = pl.read_parquet(shared / "data" / "independent.parquet")["text"].drop_nulls().to_list()[:1500]
    lines_of_any_length = [
        " ".join(text.split())[-size:].strip() for text in texts for size in (10_000, 900, 400, 200, 130)
    ]
    passed = list(compress(lines_of_any_length, compiled_prose(lines_of_any_length)))
    assert len(passed) > 2500
    assert [text for text in passed if without_shortcut(text)] == []
    assert [text for text in lines_of_any_length if is_plain_prose(text) and without_shortcut(text)] == []


@given(st.lists(WORDS, max_size=12).map("".join))
def test_a_glance_misses_no_line_and_no_part_of_one(text: str):
    found = split_lines(text)
    seen = glance(text, found)
    for i, line in enumerate(found):
        assert i in seen.whole or line_kind(line) is None
        assert i in seen.partly or line_parts(line) == []


@given(st.lists(WORDS | st.sampled_from(["\n", " ", "\r", "\u2028", " ### "]), max_size=20).map("".join))
def test_visible_lines_are_the_texts_of_lines(text: str):
    assert visible_lines(text) == [line.text for line in split_lines(text)]


def test_a_glance_misses_nothing_in_real_articles(shared):
    texts = pl.read_parquet(shared / "data" / "one_day.parquet")["text"].drop_nulls().to_list()
    for text in texts:
        found = split_lines(text)
        seen = glance(text, found)
        missed = [line for i, line in enumerate(found) if i not in seen.whole and line_kind(line)]
        missed += [line for i, line in enumerate(found) if i not in seen.partly and line_parts(line)]
        assert missed == []


@given(st.text(alphabet="aB. !…。\n\r\t", max_size=80))
def test_sentences_and_lines_hold_every_visible_character(text: str):
    held = "".join(text[a:b] for line in split_lines(text) for a, b in sentences(line))
    assert "".join(held.split()) == "".join(text.split())


ADVERSARIAL = [
    "\n",
    " ",
    "a",
    "A/",
    "read: ",
    "© ",
    "(",
    "[read:",
    "follow ",
    "… ",
    "Aa ",
    "1,",
    "sign up ",
    "Hide Caption 1 of ",
    "file - ",
    "###",
    "。",
]
PATTERNS = [
    BIO, BIO_CONTACT, BIO_TRADE, BREADCRUMB, CAPTION_END, DESK_CODE, EXCLUSIVE, FORM_ADDRESS, FORM_WORDS, GALLERY,
    INLINE_PROMO, *(re.compile(pattern) for _, pattern in (*OPENINGS, *SENTENCES)),
]  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIAL, ids=repr)
def test_time_grows_with_the_text_only(piece: str):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    furniture(text)
    assert time.process_time() - began < 1.5
    for pattern in PATTERNS:
        began = time.process_time()
        pattern.match(text)
        assert time.process_time() - began < 0.05, pattern.pattern[:60]


def test_gold_furniture_is_found_file_by_file(shared):
    gold = json.loads((shared / "gold" / "seeds-gold.json").read_text(encoding="utf-8"))["files"]
    for name, facts in gold.items():
        text = (shared / "seeds" / name).read_bytes().decode("utf-8")
        found = {i for start, end, _ in furniture(text) for i in range(start, end)}
        wanted = [set(range(part["span"]["start"], part["span"]["end"])) for part in facts["boilerplate"]]
        assert [len(span & found) >= 0.9 * len(span) for span in wanted] == [True] * len(wanted), name
        extra = found - set().union(*wanted) if wanted else found
        assert not "".join(text[i] for i in sorted(extra)).strip(), name


CHARTER = (
    "The pilots of Larn will sign a new charter next month.\n\nIt covers buoys, night watches and the fees for fog."
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"- Home\n- Coast\n- Inland\n- Voices\n- Ten Day Dawn\n{CHARTER}", ["promo"]),
        (f"- Larn signs\n- Osk waits\n{CHARTER}", []),  # too few to be a menu: what the story says first
        (f"{CHARTER}\n\nIn World\n-\nLarn has sent sluice gates\n-\nOsk shuts its western lock", ["related"]),
        (f"{CHARTER}\n-\nOne thing was left open", []),
        (f"{CHARTER}\n\nNews ID 196907\n\nYou are replying to: .\n4 + 1 =", ["counter", "comments"]),
        (f"Monday , December 11 2023\n{CHARTER}", ["timestamp"]),
        (f"{CHARTER}\n\nPlease enter your name here\n\nThe reCAPTCHA verification period has expired.", ["comments"]),
    ],
)
def test_menus_lists_and_forms_of_a_page(text: str, kinds: list[str]):
    assert [kind for _, _, kind in furniture(text)] == kinds
