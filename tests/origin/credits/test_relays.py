"""Chains of relays name each hand: who had it first, who passed it on, and who is only cited."""

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits

BOOK = Catalogue.load()
STORY = "Ferries to Osk stayed in port on Monday. " + "The harbour master spoke of waves as high as houses. " * 12

ENDS = [  # the last line of a report: the origin first, who passed it on behind
    ("(Xinhua/NAN)", {"xinhua": "credit", "nan_ng": "relay"}),
    ("(dpa/NAN)", {"dpa": "credit", "nan_ng": "relay"}),
    ("(Reuters/NAN)", {"reuters": "credit", "nan_ng": "relay"}),
    ("(Kyodo/GNA)", {"kyodo": "credit", "gna": "relay"}),
    ("(NAN/TASS)", {"tass": "credit", "nan_ng": "relay"}),
    ("(ANI/Xinhua)", {"xinhua": "credit", "ani": "relay"}),
    ("(AP, Reuters)", {"ap": "credit", "reuters": "credit"}),
    ("(Reuters/GNA)", {"reuters": "credit", "gna": "relay"}),
    ("NNN-BERNAMA", {"nnn": "relay", "bernama": "credit"}),
    ("(dpa, AFP)", {"dpa": "credit", "afp": "credit"}),
    ("Le Quai avec AFP et Reuters", {"afp": "credit", "reuters": "credit"}),
    ("(Con información de EFE y AFP)", {"efe": "credit", "afp": "credit"}),
    ("(With inputs from Reuters and AFP)", {"reuters": "credit", "afp": "credit"}),
    ("ofk/dpa", {"dpa": "credit"}),
]
LEADS = [  # a dateline
    ("LAGOS, March 3 (Xinhua/NAN) — ", {"xinhua": "credit", "nan_ng": "relay"}),
    ("ACCRA, March 3, GNA — ", {"gna": "credit"}),
    ("OSK, March 3 (dpa/NAN) - ", {"dpa": "credit", "nan_ng": "relay"}),
    ("Wien (APA/dpa) - ", {"dpa": "credit", "apa_at": "relay"}),
]
SENTENCES = [  # deep in the text
    ("Lusa reported, citing TASS, that it was shut.", {"lusa": "relay", "tass": "citation"}),
    ("Kyodo reported, citing Yonhap, that it was shut.", {"kyodo": "relay", "yonhap": "citation"}),
    ("The pier was shut, Reuters reported, citing Interfax.", {"reuters": "relay", "interfax": "citation"}),
    ("Tasnim reports via IRNA.", {"tasnim": "relay", "irna": "citation"}),
    ("ANSA said, quoting Reuters, that it was shut.", {"ansa": "relay", "reuters": "citation"}),
    ("The report was carried by IRNA.", {"irna": "citation"}),
    ("The pier was shut, Xinhua reported.", {"xinhua": "citation"}),
    ("The pier was shut, AFP said, citing Syria's SANA.", {"afp": "relay", "sana": "citation"}),
    ("Laut dpa ist der Kai gesperrt.", {"dpa": "citation"}),
    ("Das meldet die Agentur Interfax unter Berufung auf TASS.", {"interfax": "citation", "tass": "citation"}),
    ("Selon l’AFP, qui cite l’agence Reuters, le quai est fermé.", {"afp": "citation", "reuters": "citation"}),
    ("Según EFE, el muelle está cerrado.", {"efe": "citation"}),
    ("Secondo l’ANSA il molo è chiuso.", {"ansa": "citation"}),
    ("Segundo a Lusa, o cais está fechado.", {"lusa": "citation"}),
    ("Według PAP przystań jest zamknięta.", {"pap": "citation"}),
    ("Причал закрыт, сообщает ТАСС со ссылкой на Reuters.", {"tass": "citation", "reuters": "citation"}),
    ("Як повідомляє Укрінформ, причал закрито.", {"ukrinform": "citation"}),
    ("据新华社援引塔斯社报道，码头已关闭。", {"xinhua": "relay", "tass": "citation"}),
    ("共同通信によると、桟橋は閉鎖された。", {"kyodo": "citation"}),
    ("연합뉴스에 따르면 부두는 폐쇄됐다.", {"yonhap": "citation"}),
    ("ذكرت وكالة رويترز أن الميناء مغلق.", {"reuters": "citation"}),
    ("Menyebut pejabat, agensi berita AFP melaporkan dermaga ditutup.", {"afp": "citation"}),
]


def kinds(text: str) -> dict[str | None, str]:
    """The kind of each body's credit; a quotation counts as a citation."""
    return {
        row.agency: "citation" if row.kind == "quote" else row.kind for row in article_credits(text, catalogue=BOOK)
    }


@pytest.mark.parametrize(("line", "expected"), ENDS, ids=[line for line, _ in ENDS])
def test_a_chain_at_the_end_names_every_hand(line, expected):
    assert kinds(f"{STORY}\n\n{line}") == expected


@pytest.mark.parametrize(("line", "expected"), LEADS, ids=[line for line, _ in LEADS])
def test_a_chain_in_the_dateline_names_every_hand(line, expected):
    assert kinds(line + STORY) == expected


@pytest.mark.parametrize(("line", "expected"), SENTENCES, ids=[ascii(line) for line, _ in SENTENCES])
def test_a_sentence_says_who_passed_on_whose_report(line, expected):
    assert kinds(f"{STORY}\n\n{line}\n\n{STORY}") == expected
