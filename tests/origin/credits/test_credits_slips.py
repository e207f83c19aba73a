"""Credits as they really come: lead-ins that look like datelines, worn end marks, Urdu desks, own copyright lines."""

import unicodedata

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12
DEEP = (STORY + "\n\n") * 2
URDU = "بندرگاہ پیر کو بند رہی اور کشتیاں وہیں رکی رہیں۔ " * 12


def found(text: str, **known: object) -> list[tuple[str | None, str, str, str, str]]:
    """Agency, kind, scope, position and the words of the phrase, in order of place."""
    return [
        (credit.agency, credit.kind, credit.scope, credit.position, text[credit.start : credit.end])
        for credit in article_credits(text, catalogue=BOOK, **known)  # type: ignore[arg-type]
    ]


LEAD_INS = [
    ("Reuters: “We wait,” they said.", ("reuters", "Reuters:")),
    ("Kyodo:\n\n“We wait.”", ("kyodo", "Kyodo:")),
    ("Das Hafenblatt - Ritzau: no boat left.", None),
    ("The master told\nReuters: “We wait.”", ("reuters", "told\nReuters")),
]


@pytest.mark.parametrize(("line", "cited"), LEAD_INS, ids=[row[0] for row in LEAD_INS])
def test_an_agency_and_a_colon_deep_in_the_text_are_no_dateline(line, cited):
    expected = [(cited[0], "citation", "passage", "passage", cited[1])] if cited else []
    assert found(f"{DEEP}{line}\n\n{STORY}") == expected


def test_a_paragraph_before_it_makes_a_lead_in_of_what_is_a_dateline_at_the_head():
    dateline = [("reuters", "credit", "story", "dateline", "Reuters")]
    assert found("Reuters: no boat left the port. " + STORY) == dateline
    assert found("Boats wait\nReuters: no boat left the port. " + STORY) == dateline
    assert [row[3] for row in found("The papers are full of boats today.\n\nReuters: no boat left. " + STORY)] == [
        "passage"
    ]


def test_a_dateline_with_its_place_in_full_stands_also_behind_long_captions():
    assert found(f"{DEEP}PORT OSK, March 3 (Reuters) - {STORY}") == [
        ("reuters", "credit", "story", "dateline", "PORT OSK, March 3 (Reuters)")
    ]


END_MARKS = ["\n reuter", "\n   \nreuter", "\nREUTER...", "\n reuter...", "\nreuter\x03", "\nREUTER^M", "\nReuter\r\n"]


@pytest.mark.parametrize("mark", END_MARKS, ids=ascii)
def test_an_end_mark_in_any_case_and_with_a_teleprinters_leavings(mark):
    name = mark.strip(" \r\n\x03").removesuffix("^M").rstrip(".")
    assert found(STORY.strip() + mark) == [("reuters", "credit", "story", "endmark", name)]


def test_a_small_reuter_within_a_sentence_is_none():
    assert found(f"{STORY}The old reuter said so.\n{STORY}") == []


URDU_DATELINES = [
    ("کراچی (آن لائن)", ["online_pk"]),
    ("کراچی (ا\u0653ن لائن)", ["online_pk"]),  # alef and madda in two code points
    ("کراچی(اے پی پی+ آن لائن+ این این آئی)", ["app", "online_pk", "nni_pk"]),
    ("کراچی+ لاہور (بیورو رپورٹ+ اے پی پی)", ["app"]),
    ("کراچی(اے ایف پی/اسپورٹس ڈیسک)", ["afp"]),
    ("کراچی(اسپورٹس ڈیسک/اے ایف پی)", ["afp"]),
    ("کراچی(آئی اےن پی )", ["inp_pk"]),  # big ye for small
    ("کراچی (ثناء نیوز)", ["sana_pk"]),
    ("کراچی (نیوزایجنسیاں)", [None]),
    ("کراچی (نیوز اینجسیاں)", [None]),
    ("کراچی (نیوز ایجنسیا ں)", [None]),
    ("کراچی+ لاہور (نامہ نگار+ ایجنسیاں)", [None]),
]


@pytest.mark.parametrize(("dateline", "agencies"), URDU_DATELINES, ids=range(len(URDU_DATELINES)))
@pytest.mark.parametrize("gap", ["", " "])
def test_urdu_datelines(dateline, agencies, gap):
    rows = found(dateline + gap + URDU, language="ur")
    assert [(row[0], row[1], row[2], row[4]) for row in rows] == [
        (agency, "credit", "story", dateline) for agency in agencies
    ]


def test_a_photographer_is_not_mistaken_for_a_desk():
    assert found(f"(AFP/Web Desk)\n\n{STORY}") == []  # a bracket alone on its line is no dateline
    assert [row[0] for row in found(f"OSK (AFP/Web Desk) - {STORY}")] == ["afp"]
    assert [row[0] for row in found(f"OSK (Web Desk/AFP) - {STORY}")] == ["afp"]
    assert found(f"OSK (Ann Roe/AFP) - {STORY}") == []


SHARED = [
    ("Damascus, SANA - ", {}, "sana"),
    ("ISLAMABAD (SANA): ", {}, "sana_pk"),
    ("OSK (SANA): ", {"language": "ur"}, "sana_pk"),
    ("OSK (SANA): ", {"language": "ar"}, "sana"),
    (STORY[:400] + "Boats of Syria wait. " + STORY[:400] + "The SANA news agency reported rain. ", {}, "sana"),
    (STORY[:400] + "Boats of Karachi wait. " + STORY[:400] + "The SANA news agency reported rain. ", {}, "sana_pk"),
]


@pytest.mark.parametrize(("lead", "known", "agency"), SHARED, ids=range(len(SHARED)))
def test_two_bodies_called_sana_are_told_apart(lead, known, agency):
    assert [row[0] for row in found(lead + STORY, **known)] == [agency]


def test_an_outlet_whose_name_two_bodies_share_is_told_by_its_language():
    assert BOOK.bodies_of("SANA", None) == frozenset()
    assert [row[:2] for row in found("کراچی(ثناء نیوز)" + URDU, outlet="SANA", language="ur")] == [("sana_pk", "self")]
    assert [row[:2] for row in found("کراچی (آن لائن) " + URDU, outlet="INN")] == [("online_pk", "self")]


COPYRIGHTS = [
    ("Copyright 2023 by CNN NewSource. All rights reserved.", "cnn_newsource"),
    ("CNN Newsource contributed to this report.", "cnn_newsource"),
    ("© 2023 Dow Jones Newswires", "dow_jones"),
    ("Copyright 2023 Dow Jones & Company, Inc.", None),
    ("© 2023 The Osk Courier / Dow Jones & Company", None),
    ("Copyright 2023 Dow Jones & Company. Distributed by Dow Jones Newswires.", "dow_jones"),
]


@pytest.mark.parametrize(("line", "agency"), COPYRIGHTS, ids=[row[0] for row in COPYRIGHTS])
def test_the_copyright_of_a_papers_company_credits_no_agency(line, agency):
    rows = found(f"{STORY}\n{line}\n")
    kind = "relay" if agency == "cnn_newsource" else "credit"  # a syndicate passes on what others wrote
    assert [row[:4] for row in rows] == ([(agency, kind, "story", "signoff")] if agency else [])


def test_decomposed_letters_keep_the_articles_own_places():
    dateline = unicodedata.normalize("NFD", "SÃO OSK, março 3 (Lusa)")
    text = f"{dateline} - {STORY}"
    assert len(dateline) > 23
    assert found(text) == [("lusa", "credit", "story", "dateline", dateline)]
    own = text.index("(Lusa)") + 6
    assert found("Á".encode().decode() + text, furniture=[(0, own, "header")]) == []
