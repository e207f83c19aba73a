"""Credits are found wherever wire copy carries them: other agencies, positions, wordings and scripts than seen so far."""

# ruff: noqa: E501 - a case is read as one line

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.tables import ARTICLES, CREDITS, table
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits
from provenance.origin.credits.table import credits_table

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12


def found(text: str, **known: object) -> list[tuple[str | None, str, str, str]]:
    """Agency, kind, scope and the words of the phrase, in order of place."""
    return [
        (credit.agency, credit.kind, credit.scope, "" if credit.start is None else text[credit.start : credit.end])
        for credit in article_credits(text, catalogue=BOOK, **known)  # type: ignore[arg-type]
    ]


def whole(agency: str | None, phrase: str, kind: str = "credit") -> tuple[str | None, str, str, str]:
    return agency, kind, "story", phrase


DATELINES = [
    ("PORT OSK, March 3 (Reuters) - ", [whole("reuters", "PORT OSK, March 3 (Reuters)")]),
    ("NEW OSK (AP) — ", [whole("ap", "NEW OSK (AP)")]),
    ("(Bloomberg) -- ", [whole("bloomberg", "(Bloomberg)")]),
    ("MOSCOW, March 3. /TASS/. ", [whole("tass", "MOSCOW, March 3. /TASS/")]),
    ("MOSCOW. March 3 (Interfax) - ", [whole("interfax", "MOSCOW. March 3 (Interfax)")]),
    ("KYIV. March 3 (Interfax-Ukraine) – ", [whole("interfax_ua", "KYIV. March 3 (Interfax-Ukraine)")]),
    ("Madrid, 3 mar (EFE).- ", [whole("efe", "Madrid, 3 mar (EFE)")]),
    ("PARIS, le 3 mars (AFP) - ", [whole("afp", "PARIS, le 3 mars (AFP)")]),
    ("Berlin (dpa) - ", [whole("dpa", "Berlin (dpa)")]),
    ("(ANSA) - ROMA, 3 MAR - ", [whole("ansa", "(ANSA)")]),
    ("Praha 3. března (ČTK) - ", [whole("ctk", "Praha 3. března (ČTK)")]),
    ("Accra, March 3, GNA – ", [whole("gna", "Accra, March 3, GNA")]),
    ("YEREVAN, MARCH 3, ARMENPRESS. ", [whole("armenpress", "YEREVAN, MARCH 3, ARMENPRESS")]),
    ("Baku - APA. ", [whole("apa_az", "Baku - APA")]),
    ("AKP Phnom Penh, March 3, 2023 -- ", [whole("akp", "AKP Phnom Penh, March 3, 2023")]),
    ("New Delhi [India], March 3 (ANI): ", [whole("ani", "New Delhi [India], March 3 (ANI)")]),
    ("МОСКВА, 3 мар — РИА Новости. ", [whole("ria", "МОСКВА, 3 мар — РИА Новости")]),
    ("(서울=연합뉴스) ", [whole("yonhap", "(서울=연합뉴스)")]),
    ("[부산=뉴시스] ", [whole("newsis", "[부산=뉴시스]")]),
    ("新华社上海3月3日电 ", [whole("xinhua", "新华社上海3月3日电")]),
    ("کراچی ۔ 3 مارچ (اے پی پی) ", [whole("app", "کراچی ۔ 3 مارچ (اے پی پی)")]),
    ("لندن(نیوز ایجنسیاں)", [whole(None, "لندن(نیوز ایجنسیاں)")]),
    ("القاهرة (رويترز) - ", [whole("reuters", "القاهرة (رويترز)")]),
    (
        "LAGOS, March 3 (dpa/NAN) - ",
        [whole("dpa", "LAGOS, March 3 (dpa/NAN)"), whole("nan_ng", "LAGOS, March 3 (dpa/NAN)", "relay")],
    ),
    ("By Ann Roe\nOSK CITY (Reuters) - ", [whole("reuters", "OSK CITY (Reuters)")]),
    ("By Ann Roe, Associated Press\n", [whole("ap", "By Ann Roe, Associated Press")]),
    ("Reuters Staff\n", [whole("reuters", "Reuters Staff")]),
]
ENDS = [
    (" (Kyodo/GNA)", [whole("kyodo", "Kyodo/GNA"), whole("gna", "Kyodo/GNA", "relay")]),
    ("\n(NAN/TASS)", [whole("nan_ng", "NAN/TASS", "relay"), whole("tass", "NAN/TASS")]),  # the house turns it round
    (" (Kyodo/\nGNA)", [whole("kyodo", "Kyodo/\nGNA"), whole("gna", "Kyodo/\nGNA", "relay")]),
    (" (dpa)\n", [whole("dpa", "dpa")]),
    (" (AP, Reuters)", [whole("ap", "AP, Reuters"), whole("reuters", "AP, Reuters")]),
    ("\n\n(with agency inputs)", [whole(None, "with agency inputs")]),
    ("\n(Agencies)\n", [whole(None, "Agencies")]),
    ("\nBy Staff, Agencies", [whole(None, "By Staff, Agencies")]),
    (" (With inputs from PTI)", [whole("pti", "With inputs from PTI")]),
    ("\n-- BERNAMA", [whole("bernama", "-- BERNAMA")]),
    ("\n/ritzau/", [whole("ritzau", "ritzau")]),
    ("\nLusa/Fim", [whole("lusa", "Lusa/Fim")]),
    ("\nSapa-AFP", [whole("sapa", "Sapa-AFP", "relay"), whole("afp", "Sapa-AFP")]),
    ("\n- AAP", [whole("aap", "- AAP")]),
    ("    REUTER", [whole("reuters", "REUTER")]),
    ("\nThe Associated Press contributed to this report.", [whole("ap", "Associated Press contributed to this report")]),
    ("\n(Reporting by Ann Roe; Editing by Jo Poe)", []),  # names no agency
    ("\n(Reporting by Ann Roe, Reuters; Editing by Jo Poe)", [whole("reuters", "Reporting by Ann Roe, Reuters")]),
    ("\nCopyright 2023 The Canadian Press", [whole("cp", "Copyright 2023 The Canadian Press")]),
    ("\n© 2023 AFP", [whole("afp", "© 2023 AFP")]),
    ("\nThis story was first published by Ukrinform.", [whole("ukrinform", "This story was first published by Ukrinform")]),
    ("\nSource: Xinhua\nEditor: Lin", [whole("xinhua", "Source: Xinhua")]),
    ("\nИсточник: ТАСС", [whole("tass", "Источник: ТАСС")]),
    ("\nMaterial from AFP and dpa was used in this report.", [whole("afp", "Material from AFP and dpa was used in this report"), whole("dpa", "Material from AFP and dpa was used in this report")]),
    ("\nCon información de EFE", [whole("efe", "Con información de EFE")]),
]  # fmt: skip
SENTENCES = [
    ("Kyodo writes about this.", [whole("kyodo", "Kyodo writes about this.", "citation")]),
    ("This is reported by Ukrinform.", [whole("ukrinform", "This is reported by Ukrinform.", "citation")]),
    ("UNIAN reports.", [whole("unian", "UNIAN reports.", "citation")]),
    (
        "That is according to Press TV, which belongs to the state.",
        [whole("presstv", "That is according to Press TV, which belongs to the state.", "citation")],
    ),
    (
        "UNIAN reports this, citing Reuters.",
        [whole("unian", "UNIAN reports this, citing Reuters.", "relay"), whole("reuters", "citing Reuters", "citation")],
    ),
    ("Про це повідомляє Укрінформ.", [whole("ukrinform", "Про це повідомляє Укрінформ.", "citation")]),
    ("Об этом пишет Reuters.", [whole("reuters", "Об этом пишет Reuters.", "citation")]),
    ("Das berichtet die Nachrichtenagentur dpa.", [whole("dpa", "Das berichtet die Nachrichtenagentur dpa.", "citation")]),
    ("C’est ce que rapporte l’AFP.", [whole("afp", "C’est ce que rapporte l’AFP.", "citation")]),
    ("Lo riferisce l’ANSA.", [whole("ansa", "Lo riferisce l’ANSA.", "citation")]),
]  # fmt: skip
PASSAGES = [  # kind, agency, phrase; the sentence stands deep in the text
    ("The mayor, quoted by the Belga news agency, agreed.", [("belga", "quote", "quoted by the Belga news agency")]),
    ("“We wait,” she said, as quoted by Tanjug.", [("tanjug", "quote", "as quoted by Tanjug")]),
    ("Spain’s EFE news agency quoted Roe as saying it shut.", [("efe", "quote", "Spain’s EFE news agency quoted Roe as saying")]),
    ("It shut, according\n\nto Poland's PAP news agency.", [("pap", "citation", "according\n\nto Poland's PAP news agency")]),
    ("Later, Roe told the state-run Petra news agency that it shut.", [("petra", "citation", "Roe told the state-run Petra news agency that")]),
    ("A pilot also told Sputnik that it shut.", [("sputnik", "citation", "also told Sputnik that")]),
    ("It shut, she told Reuters and AFP.", [("reuters", "citation", "told Reuters"), ("afp", "citation", "told Reuters and AFP")]),
    ("The Iranian Press TV Channel also said so.", [("presstv", "citation", "The Iranian Press TV Channel also said")]),
    ("Ann Roe told Iran's Young Journalists Club (YJC) so.", [("yjc", "citation", "told Iran's Young Journalists Club (YJC)")]),
    ("They sang “Osk!” the Associated Press reported.", [("ap", "citation", "the Associated Press reported")]),
    ("As Kyodo reported, it shut.", [("kyodo", "citation", "As Kyodo reported")]),
    ("In an interview with RIA Novosti, Roe agreed.", [("ria", "citation", "In an interview with RIA Novosti")]),
    ("Belga said in a report that it shut.", []),  # a bank or a cigarette, for all the words say
    ("Ritzau said in a report that it shut.", [("ritzau", "citation", "Ritzau said in a report")]),
    ("Lusa reported, citing TASS, that it shut.", [("lusa", "relay", "Lusa reported, citing"), ("tass", "citation", "citing TASS")]),
    ("Laut dpa ist der Hafen zu.", [("dpa", "citation", "Laut dpa")]),
    ("Selon l'AFP, le port est clos.", [("afp", "citation", "Selon l'AFP")]),
    ("Según la agencia EFE, está cerrado.", [("efe", "citation", "Según la agencia EFE")]),
    ("По данным Интерфакса, порт закрыт.", [("interfax", "citation", "По данным Интерфакса")]),
    ("За даними Укрінформу, порт закрито.", [("ukrinform", "citation", "За даними Укрінформу")]),
    ("وذكرت وكالة رويترز أن الميناء مغلق.", [("reuters", "citation", "وذكرت وكالة رويترز")]),
    ("به گزارش خبرگزاری تسنیم بندر بسته است.", [("tasnim", "citation", "به گزارش خبرگزاری تسنیم")]),
    ("ترجمان نے اے پی پی کو بتایا کہ بند ہے۔", [("app", "citation", "اے پی پی کو بتایا")]),
    ("据新华社报道，港口关闭。", [("xinhua", "citation", "据新华社报道")]),
    ("共同通信によると、港は閉鎖。", [("kyodo", "citation", "共同通信によると")]),
    ("연합뉴스에 따르면 항구가 닫혔다.", [("yonhap", "citation", "연합뉴스에 따르면")]),
]  # fmt: skip


@pytest.mark.parametrize(("dateline", "expected"), DATELINES, ids=[row[0].strip() for row in DATELINES])
def test_a_dateline_or_byline_credits_the_story(dateline, expected):
    assert found(dateline + STORY) == expected


@pytest.mark.parametrize(("end", "expected"), ENDS, ids=[row[0].strip() for row in ENDS])
def test_an_end_credits_the_story_with_and_without_a_last_newline(end, expected):
    assert found(STORY.strip() + end) == expected
    assert found(STORY.strip() + end + "\n") == expected


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_a_sentence_about_the_report_is_a_citation_of_the_whole(sentence, expected):
    assert found("Ferries stayed in port. " + sentence + " " + STORY) == expected
    assert found(STORY + sentence + "\n" + STORY) == expected


@pytest.mark.parametrize(("sentence", "expected"), PASSAGES, ids=[row[0] for row in PASSAGES])
def test_words_around_a_name_make_a_citation_of_one_passage(sentence, expected):
    assert found(STORY + "\n" + sentence + " " + STORY) == [
        (agency, kind, "passage", words) for agency, kind, words in expected
    ]


@pytest.mark.parametrize(
    ("lead", "scope"),
    [
        ("Ferries stopped. According to Kyodo, the port shut. ", "story"),
        ("The port shut, Tasnim News Agency reported. ", "story"),
        (STORY + "According to Kyodo, the port shut. ", "passage"),
        ("The port shut and, Kyodo reported, nobody knew why or when. ", "passage"),  # within a sentence
    ],
)
def test_a_citation_that_opens_the_report_governs_it(lead, scope):
    assert [row[2] for row in found(lead + STORY)] == [scope]


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_a_credit_runs_across_hard_wrapped_lines(between):
    words = between.join(["according", "to", "Italy's", "ANSA", "news", "agency"])
    assert found(STORY + "The port shut, " + words + ". " + STORY) == [("ansa", "citation", "passage", words)]


def test_a_hard_wrapped_line_is_no_sentence_of_its_own():
    wrapped = STORY + "The port will open again by Friday,\nKyodo reported.\n" + STORY
    assert found(wrapped) == [("kyodo", "citation", "passage", "Kyodo reported")]
    sentence = "That is according to Press TV,\nwhich belongs to\nthe Osk State."
    assert found(STORY + sentence + "\n" + STORY) == [whole("presstv", sentence, "citation")]
    signed = "Ann Roe in Osk and The Associated Press\ncontributed to this\nreport."
    assert found(STORY + "\n" + signed) == [whole("ap", signed.removeprefix("Ann Roe in Osk and The ")[:-1])]


@pytest.mark.parametrize(
    ("name", "agency"), [("REUTERS", "reuters"), ("reuters", "reuters"), ("Tass", "tass"), ("DPA", "dpa")]
)
def test_upper_and_lower_case_are_the_same_agency(name, agency):
    assert found(STORY + f"It shut, according to {name}. " + STORY) == [
        (agency, "citation", "passage", f"according to {name}")
    ]


def test_an_outlets_own_name_is_self_by_name_by_address_and_by_label():
    text = "TEHRAN (MNA) – " + STORY
    assert found(text) == [("mehr", "credit", "story", "TEHRAN (MNA)")]
    assert found(text, outlet="Mehr News Agency") == [("mehr", "self", "story", "TEHRAN (MNA)")]
    assert found(text, url="https://en.mehrnews.com/news/1") == [("mehr", "self", "story", "TEHRAN (MNA)")]
    assert found("Tasnim Exclusive\n\n" + STORY)[0] == ("tasnim", "self", "story", "Tasnim Exclusive")


def test_a_byline_in_the_metadata_has_no_place_in_the_text():
    (credit,) = article_credits(STORY, byline="Ann Roe, Associated Press", catalogue=BOOK)
    assert (credit.agency, credit.kind, credit.scope, credit.position) == ("ap", "credit", "story", "byline")
    assert (credit.start, credit.end, credit.name_start, credit.name_end) == (None, None, None, None)


def test_the_closing_bracket_stands_before_the_furniture():
    body, page = (
        STORY.strip() + " (Kyodo)",
        "\nRead also: Reuters reports on hats\n" + "Other pages, other ports. " * 120,
    )
    furniture = [(len(body), len(body) + len(page), "related_links")]
    assert found(body + page, furniture=furniture) == [("kyodo", "credit", "story", "Kyodo")]


def test_labels_in_furniture_are_read_and_its_headlines_are_not():
    page = "Dow boats told Reuters so\nSource: Xinhua\n© 2023 The Associated Press\n"
    text = STORY + page
    furniture = [(len(STORY), len(text), "footer")]
    expected = [whole("xinhua", "Source: Xinhua"), whole("ap", "© 2023 The Associated Press")]
    assert found(text, furniture=furniture) == expected


def test_the_table_holds_every_row_in_order():
    rows = [
        {"article": "b", "text": STORY + "(dpa/NAN)", "furniture": [], "outlet": None},
        {"article": "a", "text": "BERLIN (dpa) - " + STORY, "furniture": None, "byline": "dpa"},
        {"article": "c", "text": STORY},
    ]
    made = credits_table(table(rows, ARTICLES), BOOK)
    assert made.schema == dict(CREDITS)
    assert made.select("article", "agency", "kind", "position").rows() == [
        ("a", "dpa", "credit", "byline"),
        ("a", "dpa", "credit", "dateline"),
        ("b", "dpa", "credit", "bracket"),
        ("b", "nan_ng", "relay", "bracket"),
    ]
    assert made.equals(credits_table(table(rows[::-1], ARTICLES), BOOK))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["AP", " (", ")", "/", "Reuters", " told ", "\n", ". ", "Agencies", "新华社", "ﷺ", "a", "\ufdd0", "©"]), max_size=30))  # fmt: skip
def test_spans_lie_inside_the_text_and_hold_the_name(parts):
    text = "".join(parts)
    for credit in article_credits(text, catalogue=BOOK):
        assert 0 <= credit.start <= credit.name_start < credit.name_end <= credit.end + 1 <= len(text) + 1
        assert credit.kind in {"credit", "relay", "citation", "quote", "self"}
