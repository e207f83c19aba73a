"""Ends and heads of reports as pages set them: links behind the bracket, desks, long lists of writers, states."""

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.closings import LONGEST_ROW, closes, has_desk_code
from provenance.origin.credits.item import article_credits

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12
DEEP = (STORY + "\n\n") * 2
LINKS = "Share Reddit Whatsapp Digg Twitter Tumblr Google+ Facebook Pocket Stumble LinkedIn Permalink http://osk.example/p/1"


def found(text: str, **known: object) -> list[tuple[str | None, str, str, str]]:
    """Agency, kind, scope and position, in order of place."""
    return [
        (credit.agency, credit.kind, credit.scope, credit.position)
        for credit in article_credits(text, catalogue=BOOK, **known)  # type: ignore[arg-type]
    ]


def closing(*agencies: str) -> list[tuple[str | None, str, str, str]]:
    return [(agency, "credit", "story", "bracket") for agency in agencies]


LAST_LINES = [  # of the house and whom it wrote with; a person's name before the slash is a picture's
    ("DER KURIER/dpa", ["dpa"]),
    ("The Courier/AP", ["ap"]),
    ("osk.at/Agenturen", [None]),
    ("red, osk.at/Agenturen", [None]),
    ("Kurier/Agenturen", [None]),
    ("Ann Roe/AP", []),
    ("Jane Van Der Berg/AP", []),
    ("Photo: Agencies", []),
]


@pytest.mark.parametrize(("line", "agencies"), LAST_LINES)
def test_a_last_line_names_the_house_and_its_agency(line: str, agencies: list[str | None]) -> None:
    text = f"{DEEP}It rained all day.\n\n{line}\n"
    furniture = [] if agencies else [(text.index(line), text.index(line) + len(line), "photo")]
    assert [agency for agency, *_ in found(text, furniture=furniture)] == agencies


ENDS = [
    ("It rained. (AFP, dpa) -", ["afp", "dpa"]),
    ("It rained. (AFP, dpa)- - -", ["afp", "dpa"]),
    (f"It rained. (AFP) {LINKS}", ["afp"]),
    (f"It rained. (Reuters, AFP)--- {LINKS} -", ["reuters", "afp"]),
    ("It rained. rof/ulm (AFP) -", ["afp"]),
    ("It rained. rof/ulm-(AFP, Osknet, dpa)", ["afp", "dpa"]),  # Osknet is in no catalogue
    ("It rained. rof/ulm (AFP, osknet.example) -", ["afp"]),
    (f"It rained. rof/ulm (AFP, dpa) {STORY}", ["afp", "dpa"]),  # captions of a gallery follow
    (f"Boats of the Allied Ferry Port (AFP) wait. {STORY}", []),
    (f"It rained, say the papers (AFP) of Osk. {LINKS}", []),
]


@pytest.mark.parametrize(("end", "agencies"), ENDS, ids=[end[:48] for end, _ in ENDS])
def test_a_bracket_closes_the_report_before_links_and_dashes_or_behind_a_desks_code(end, agencies):
    assert found(STORY + end) == closing(*agencies)


def test_a_few_words_of_the_articles_own_are_no_row_of_links():
    assert [closes(behind) for behind in ("", " .\n", " Share", " Share Tweet Print", " He likes Facebook a lot")] == [
        True, True, False, True, False,
    ]  # fmt: skip
    assert not closes(" share" * LONGEST_ROW)


def test_a_path_or_a_date_is_no_desks_code():
    texts = ["It rained. km/h (AFP", "On 3/4 (AFP", "It rained. AC/DC (AFP", "Boats and/or ferries and/or (AFP"]
    assert [has_desk_code(text, len(text) - 3) for text in texts] == [False, False, False, False]


WRITERS = "Ann Roe in Port Osk, Ida Fenn and Bob Poe in West Osk, Mo., Jon Dale in Lower Wick, Carla Moss in Port Ende"
SIGNED = [
    (f"Associated Press writers {WRITERS}, Tom Ash and Kim Lund in Norham contributed to this report.", ["ap"]),
    (f"Associated Press writers {WRITERS}, and Tom Ash in Norham also waited for the boat.", ["ap"]),
    ("Associated Press writers Ann Roe and Bob Poe in Osk, Mo., contributed.", ["ap"]),
    (f"Reuters journalists Ann Roe and Bob Poe were held in Osk; {WRITERS} wrote to them every week.", []),
    (f"Reuters journalists Ann Roe and Bob Poe. {WRITERS} have not seen them.", []),
]


@pytest.mark.parametrize(("line", "agencies"), SIGNED, ids=[line[:60] for line, _ in SIGNED])
def test_a_list_of_an_agencys_writers_signs_however_long_it_is(line, agencies):
    assert found(f"{STORY}\n\n___\n\n{line}") == [(agency, "credit", "story", "signoff") for agency in agencies]


LINES = [
    ("Source:-News agencies", [(None, "credit", "story", "unnamed")]),
    ("“We wait.”  Source:-News agencies", [(None, "credit", "story", "unnamed")]),
    ("They wait.- Source:-News agencies", [(None, "credit", "story", "unnamed")]),
    ("The-CNN-Wire ™ & © 2031 Osk News Network, Inc.", [("cnn_newsource", "relay", "story", "signoff")]),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_source_lines_and_a_wires_own_copyright_stand_behind_marks_of_any_kind(line, expected):
    assert found(STORY + line) == expected


HEADS = [
    ("OSK, Wash. (AP) — Several affiliates of the Port Union sued. ", ["ap"]),
    ("(AP) WEST OSK – Rain fell. ", ["ap"]),
    ("NORTH OSK, N.J.,/LOWER WICK (Reuters) - Rain fell. ", ["reuters"]),
    ("OSK/WICK/PORT ENDE, May 3 (Reuters) - Rain fell. ", ["reuters"]),
    ("OSK, AP – Rain fell. ", ["ap"]),
    ("PORT OSK, PA – Rain fell. ", []),  # the state
    ("(AP) said that rain fell. ", []),
]


@pytest.mark.parametrize(("head", "agencies"), HEADS, ids=[head for head, _ in HEADS])
def test_datelines_with_states_several_towns_or_the_bracket_first(head, agencies):
    assert found(head + STORY) == [(agency, "credit", "story", "dateline") for agency in agencies]


def test_a_name_between_headline_and_date_is_a_byline_below_whatever_a_page_sets_first():
    headed = f"{DEEP} ### Pier at Osk shut in haste ### The Associated Press ### May 31, 2031 12:01 PM ### {STORY}"
    assert found(headed) == [("ap", "credit", "story", "byline")]


CAPTIONS = [
    ("The dam is seen in this undated photo released by the Korean Central News Agency (KCNA) at Osk.", []),
    ("Ann Roe, left, in a photo obtained from Reuters on Monday.", []),
    ("A photo released by KCNA showed a dam.", [("kcna", "citation", "passage", "passage")]),
    ("A report released by KCNA spoke of a dam.", [("kcna", "citation", "passage", "passage")]),
    ("The bill broke the law (via Associated Press):\n\nA law was broken.", [("ap", "citation", "passage", "passage")]),
    ("The dam of Osk (via Associated Press)", []),
]


@pytest.mark.parametrize(("line", "expected"), CAPTIONS, ids=[line for line, _ in CAPTIONS])
def test_released_photos_are_pictures_and_via_leads_in_to_a_quotation(line, expected):
    assert found(f"{DEEP}{line}\n\n{DEEP}") == expected
