"""Reporters who are called like an agency are no agency, and agencies in a byline stay what they are."""

import time

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits
from provenance.origin.credits.persons import is_first_name, is_person

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12


def found(text: str, **known: str) -> list[tuple[str | None, str, str, str]]:
    """Agency, kind, scope and position, in order of place."""
    return [(row.agency, row.kind, row.scope, row.position) for row in article_credits(text, catalogue=BOOK, **known)]


REPORTERS = (
    *(
        "By Petra Lindholm",
        "Petra Lindholm",
        "By Saba Karim",
        "Efe Yilmaz",
        "Antara Sen",
        "Beta Nowak",
        "Lusa Ferreira",
    ),
    *("Ansa Virtanen", "Maria Efe", "Ann Roe and Yusuf Saba", "BY SABA KARIM", "By Wafa Odeh", "Saba K. Noor"),
    *("By Petra-Maria Lindholm", "By Nova Petrov and Hina Khan", "Ann Roe, Petra Lindholm, Bob Poe"),
)
AGENCIES = (
    ("By AP", ["ap"]),
    ("AP", ["ap"]),
    ("Ansa", ["ansa"]),
    ("By The Associated Press", ["ap"]),
    ("By Petra", ["petra"]),
    ("Efe/AP", ["ap", "efe"]),
    ("By Staff, AFP", ["afp"]),
    ("Petra - Amman", ["petra"]),
    ("AP Sports Writer", ["ap"]),
    ("Maria Lopez, EFE", ["efe"]),
    ("EFE Madrid", ["efe"]),
    ("Efe and AP", ["ap", "efe"]),
    ("Petra, AFP", ["afp", "petra"]),
    ("Petra News Agency", ["petra"]),
    ("Fars News", ["fars"]),
    ("Mehr Staff", ["mehr"]),
    ("Agenzia Nova", ["nova_it"]),
    ("Ana Ruiz (Efe)", ["efe"]),
    ("Ana Ruiz / Efe", ["efe"]),
    ("Xinhua Writer Li", ["xinhua"]),
    ("Reuters Staff", ["reuters"]),
    ("Ann Roe and Petra Lindholm, AP", ["ap"]),
    ("Tasnim Bureau", ["tasnim"]),
)


@pytest.mark.parametrize("byline", REPORTERS)
def test_a_reporter_called_like_an_agency_is_credited_neither_in_a_byline_nor_on_a_line(byline):
    assert (found(STORY, byline=byline), found(f"{byline}\n\n{STORY}")) == ([], [])


@pytest.mark.parametrize(("byline", "agencies"), AGENCIES, ids=[byline for byline, _ in AGENCIES])
def test_an_agency_alone_in_a_list_or_beside_a_word_of_its_trade_is_credited(byline, agencies):
    assert found(STORY, byline=byline) == [(agency, "credit", "story", "byline") for agency in agencies]


SIGNED = (
    ("Reporting by Petra Lindholm; Editing by Saba Karim", []),
    ("Additional reporting by Petra Lindholm.", []),
    ("Additional reporting by Saba Karim and AFP.", ["afp"]),
    ("Petra Lindholm contributed to this report.", []),
    ("Associated Press writer Petra Lindholm contributed to this report.", ["ap"]),
    ("With inputs from Petra.", ["petra"]),
    ("Petra contributed to this report.", ["petra"]),
)


@pytest.mark.parametrize(("line", "agencies"), SIGNED, ids=[line for line, _ in SIGNED])
def test_a_signoff_names_agencies_and_passes_over_reporters_of_their_names(line, agencies):
    assert found(f"{STORY}\n\n{line}") == [(agency, "credit", "story", "signoff") for agency in agencies]


def test_in_a_sentence_a_surname_behind_the_name_makes_a_person_and_a_word_before_it_does_not():
    told = "It rained again. The mayor told {} on Monday that the pier was shut. It rained once more."
    said = [found(STORY + told.format(name)) for name in ("Saba Karim", "Yemen's Saba news agency")]
    assert said == [[], [("saba", "citation", "passage", "passage")]]


def test_a_desk_of_the_agency_is_no_surname():
    told = "It rained again. The mayor told Bloomberg Politics that the pier was shut. It rained once more."
    assert found(STORY + told) == [("bloomberg", "citation", "passage", "passage")]


def test_long_runs_of_capitals_cost_no_time():
    for line in ("BY " + "A. " * 40_000 + "SABA", "SABA " + "K" * 100_000, "By " + "x-" * 50_000 + " Petra"):
        names = BOOK.names(line)
        began = time.process_time()
        for number in range(len(names)):
            is_person(line, names, number, BOOK)
            is_first_name(line, names, number, BOOK)
        assert time.process_time() - began < 0.05
