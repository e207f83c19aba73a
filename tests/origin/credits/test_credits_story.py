"""What governs a whole report and what only a passage of it: sentences about the report, words given to a body, labels."""

# ruff: noqa: E501 - a case is read as one line

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits
from provenance.origin.credits.signoffs import outlet_label

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12


def found(text: str, **known: object) -> list[tuple[str | None, str, str, str]]:
    """Agency, kind, scope and the words of the phrase, in order of place."""
    return [
        (credit.agency, credit.kind, credit.scope, text[credit.start : credit.end])
        for credit in article_credits(text, catalogue=BOOK, **known)  # type: ignore[arg-type]
        if credit.start is not None
    ]


SENTENCES = [
    ("Hina was the first to report the fire.", "hina"),
    ("The Norwegian news agency NTB was first to break the news.", "ntb"),
    ("Antara was among the first outlets to report on the strike.", "antara"),
    ("Ukrinform first reported the strike.", "ukrinform"),
    ("Ritzau had first reported on Monday evening the loss of the keys.", "ritzau"),
    ("Bernama broke the news.", "bernama"),
    ("Lusa has the full story.", "lusa"),
    ("ANSA has more on this story.", "ansa"),
    ("So writes ANSA.", "ansa"),
    ("So reports the Croatian agency Hina on Monday.", "hina"),
    ("Thus wrote Tanjug.", "tanjug"),
    ("That is what Tasnim wrote in its noon bulletin.", "tasnim"),
    ("This is how Xinhua News Agency put it.", "xinhua"),
    ("Zuerst hatte die Nachrichtenagentur dpa berichtet.", "dpa"),
    ("Первым об этом сообщил Укринформ.", "ukrinform"),
    ("Першим про це повідомив Укрінформ.", "ukrinform"),
]
CLAIMS = [  # one statement, or the news of another day
    ("Hina was the first to report that the port had shut.", "hina", "Hina was the first to report"),
    ("Lusa was the first to report the fire of 1987.", "lusa", "Lusa was the first to report"),
    ("Ukrinform first reported that the port had shut.", "ukrinform", "Ukrinform first reported"),
    ("It was, so writes Tanjug, a wet day.", "tanjug", "writes Tanjug"),
    ("It shut, and that is what Tasnim wrote too.", "tasnim", "Tasnim wrote"),
]


@pytest.mark.parametrize(("sentence", "agency"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_a_sentence_that_says_who_had_it_governs_the_story(sentence, agency):
    expected = [(agency, "citation", "story", sentence)]
    assert found(f"Ferries stayed in port. {sentence} {STORY}") == expected
    assert found(f"{STORY}\n\n{sentence}\n\n{STORY}") == expected


@pytest.mark.parametrize(("sentence", "agency", "phrase"), CLAIMS, ids=[row[0] for row in CLAIMS])
def test_a_sentence_about_one_claim_or_another_day_does_not(sentence, agency, phrase):
    assert found(f"{STORY}\n\n{sentence}\n\n{STORY}") == [(agency, "citation", "passage", phrase)]


TOLD = [
    ("The port is shut, its master told Petra news agency. ", "story"),
    ("Osk waits\n\nThe port is shut, its master told Petra news agency. ", "story"),  # a headline ends no sentence
    ("Prof. Roe of Osk, who counts boats, told Petra news agency so. ", "story"),
    ("The port is shut. He told Petra news agency so. ", "passage"),
    ("The port is shut.\n\n“We wait,” she told Petra news agency. ", "passage"),
    ("“We wait!” the harbour master cried. She told Petra news agency why. ", "passage"),
    ("OSK (Hina) - The port is shut, its master told Petra news agency. ", "passage"),
    ("By Ann Roe, Hina\nThe port is shut, its master told Petra news agency. ", "passage"),
    ("Hina reports this. The port is shut, its master told Petra news agency. ", "passage"),
    (STORY + "Its master told Petra news agency so. ", "passage"),
]


@pytest.mark.parametrize(("lead", "scope"), TOLD, ids=[row[0][:60] for row in TOLD])
def test_words_given_to_a_body_govern_only_by_the_first_sentence_and_where_no_credit_does(lead, scope):
    assert [row[2] for row in found(lead + STORY) if row[0] == "petra"] == [scope]


def test_a_closing_bracket_claims_the_story_too():
    lead = "The port is shut, its master told Petra news agency. "
    assert [row[::2] for row in found(lead + STORY.strip() + " (Hina)\n")] == [
        ("petra", "passage"),
        ("hina", "story"),
    ]


@pytest.mark.parametrize("quoted", ["“We wait,” she told Tanjug.", '"We wait," she told Tanjug.'])
def test_a_quotation_told_to_a_body_is_of_one_passage(quoted):
    assert found(f"{STORY}\n\n{quoted}\n\n{STORY}") == [("tanjug", "citation", "passage", "told Tanjug")]


TWICE = [
    "Agence France-Presse (AFP)",
    "Agence France-Presse, or AFP",
    "Agence France-Presse – AFP",
    "AFP (Agence France-Presse)",
    "Agence France-Presse AFP",
    "AFP/Agence France-Presse",
]


@pytest.mark.parametrize("name", TWICE)
def test_a_body_named_twice_over_is_one_credit(name):
    assert found(f"{STORY}\nIt shut, according to {name}. {STORY}") == [
        ("afp", "citation", "passage", f"according to {name}")
    ]
    sentence = f"This was first reported by {name}."
    assert found(f"{STORY}\n{sentence} {STORY}") == [("afp", "citation", "story", sentence)]


def test_a_byline_and_the_sentence_after_it_are_two_credits():
    text = "By Ann Roe, Reuters\nReuters reported rain.\n" + STORY
    assert found(text) == [
        ("reuters", "credit", "story", "By Ann Roe, Reuters"),
        ("reuters", "citation", "passage", "Reuters reported"),
    ]


def label(text: str, outlet: str | None = None, kind: str = "section_label") -> list[tuple[str | None, str, str, str]]:
    line = text.index("\n")
    return found(text, furniture=[(0, line, kind)], outlet=outlet)


def test_an_outlets_own_label_is_self_without_an_agency():
    own = [(None, "self", "story", "Osk Courier Exclusive")]
    assert label("Osk Courier Exclusive\n\n" + STORY) == own
    assert found("Osk Courier Exclusive\n\n" + STORY, outlet="The Osk Courier (online)") == own
    assert found("Boats wait\nOsk Courier Exclusive\n\n" + STORY, outlet="Osk Courier") == own
    assert label("OSK COURIER EXCLUSIVE:\n" + STORY) == [(None, "self", "story", "OSK COURIER EXCLUSIVE:")]
    made = outlet_label("An Osk Courier exclusive\n" + STORY, [(0, 24, "section_label")], None)
    assert made is not None
    assert (made.start, made.end, made.name_start, made.name_end) == (0, 24, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Exclusive\n\n" + STORY,
        "World Exclusive\n\n" + STORY,  # nobody's name
        "The port is exclusive\n\n" + STORY.replace("Monday", "Friday"),
        STORY + "\nOsk Courier Exclusive\n" + STORY,
    ],
)
def test_a_label_that_names_no_outlet_or_stands_lower_is_none(text):
    assert label(text) == []


def test_a_label_needs_furniture_or_the_outlet():
    assert label("Osk Courier Exclusive\n\n" + STORY, kind="related") == []
    assert found("Osk Courier Exclusive\n\n" + STORY, outlet="Bay Times") == []
    assert label("Tasnim Exclusive\n\n" + STORY) == [("tasnim", "self", "story", "Tasnim Exclusive")]


DATELINES = [
    ("КАЗАНЬ, 3 марта 2023 года. /ТАСС/", "tass"),
    ("Казань (Татарстан), 3 марта 2023 г. (РИА Новости)", "ria"),
    ("КИЇВ, 3 березня 2023 року. (Укрінформ)", "ukrinform"),
    ("Warszawa, 3 maja 2023 r. (PAP)", "pap"),
    ("ZAGREB, 3. svibnja 2023. (Hina)", "hina"),
    ("Budapest, 2023. május 3., szerda (MTI)", "mti"),
    ("PORT OSK (Nord-Osk), 3 mar (EFE)", "efe"),
    ("KAZAN (Republic of Tatarstan), March 3 (TASS)", "tass"),
    ("【北京時事】", "jiji"),
    ("【カイロ＝時事】", "jiji"),
    ("（東京・時事）", "jiji"),
    ("【ロンドンAFP】", "afp"),
    ("【ソウル聯合ニュース】", "yonhap"),
    ("【台北時事＝林一】", "jiji"),
    ("［パリ 3日 ロイター］", "reuters"),
    ("(東京中央社)", "cna_tw"),
    ("[타이베이=뉴시스]", "newsis"),
]


@pytest.mark.parametrize(("dateline", "agency"), DATELINES, ids=[row[0] for row in DATELINES])
def test_datelines_with_words_for_year_regions_and_places_inside_the_bracket(dateline, agency):
    assert found(f"{dateline} - {STORY}") == [(agency, "credit", "story", dateline)]


@pytest.mark.parametrize("text", ["港は当時閉鎖。（東京時事録）", "港と共同で歩く。", "【共同声明】港を閉じる。"])
def test_ordinary_words_of_japanese_are_no_agency(text):
    assert found(text + STORY) == []


@pytest.mark.parametrize(
    "text", ["据AFP报道，港口关闭。", "AFP에 따르면 항구가 닫혔다.", "AFP通信によると、港は閉鎖。"]
)
def test_latin_letters_that_touch_other_scripts_are_still_a_name(text):
    assert [row[:2] for row in found(STORY + text)] == [("afp", "citation")]
