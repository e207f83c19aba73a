"""Whether an article cites a broadcast, a statement or an older report is told by the words around the name."""

import time

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits
from provenance.origin.graph.unseen.kinds import cited_thing
from tests.origin.scenes import article, chosen, credit, traced

BOOK = Catalogue.load()

TOLD = [  # the text, the name, what it is
    ("Ida Fenn told Rossiya TV that the pier is shut.", "Rossiya", "broadcast"),
    ("Ida Fenn told the television channel Rossiya that it is shut.", "Rossiya", "broadcast"),
    ("In footage aired by IRIB she left the pier.", "IRIB", "broadcast"),
    ("She was live on Rossiya when the pier fell.", "Rossiya", "broadcast"),
    ("The speech was broadcast live by Rossiya.", "Rossiya", "broadcast"),
    ("IRIB's evening news showed the pier.", "IRIB", "broadcast"),
    ("Das sagte sie dem Fernsehsender Rossiya.", "Rossiya", "broadcast"),
    ("Elle l'a dit à la chaîne Rossiya.", "Rossiya", "broadcast"),
    ("Lo dijo en el canal Rossiya.", "Rossiya", "broadcast"),
    ("Об этом она сказала в эфире «Россия».", "Россия", "broadcast"),
    ("Про це повідомив телеканал «Росія».", "Росія", "broadcast"),
    ("وقالت لقناة الجزيرة إن الميناء مغلق.", "الجزيرة", "broadcast"),
    ("وقالت في مقابلة مع قناة الجزيرة إن الميناء مغلق.", "الجزيرة", "broadcast"),
    ("市长对中央电视台表示，港口已经关闭。", "中央", "broadcast"),
    ("She said so in a statement posted on the site of Tass.", "Tass", "statement"),
    ("In a statement carried by IRNA she agreed.", "IRNA", "statement"),
    ("In a statement to the state-run news agency IRNA she agreed.", "IRNA", "statement"),
    ("In remarks carried by Tass she agreed.", "Tass", "statement"),
    ("Tass published a statement by the mayor.", "Tass", "statement"),
    ("In an interview with Kyodo she agreed.", "Kyodo", "statement"),
    ("She told Kyodo that it is shut.", "Kyodo", "statement"),
    ("She told Japan's Kyodo news agency that it is shut.", "Kyodo", "statement"),
    ("Im Gespräch mit der dpa stimmte sie zu.", "dpa", "statement"),
    ("Dans un entretien à l'AFP, elle a dit oui.", "AFP", "statement"),
    ("En declaraciones a EFE lo confirmó.", "EFE", "statement"),
    ("В интервью ТАСС она согласилась.", "ТАСС", "statement"),
    ("میئر نے رائٹرز کو بتایا کہ بند ہے۔", "رائٹرز", "statement"),
    ("In July 2019, Tass reported that it was shut.", "Tass", "background"),
    ("Tass reported last year that it was shut.", "Tass", "background"),
    ("Years ago, she told Kyodo that it was shut.", "Kyodo", "background"),
    ("She told Kyodo two years ago that it was shut.", "Kyodo", "background"),
    ("In July 2019 a treaty\n\nwas signed, according\n\nto Russia’s TASS agency.", "TASS", "background"),
    ("It was built in 2019. Tass reported that it is shut.", "Tass", None),
    ("Das meldete Reuters im Jahr 2019.", "Reuters", "background"),
    ("Об этом ТАСС сообщил в 2019 году.", "ТАСС", "background"),
    ("新华社去年报道了此事。", "新华社", "background"),
    ("Tass reported that it is shut.", "Tass", None),
    ("According to Tass, the television tower fell.", "Tass", None),
    ("The radio was on, Tass reported.", "Tass", None),
    ("A statement was made. Tass reported it.", "Tass", None),
]


@pytest.mark.parametrize(("text", "name", "kind"), TOLD, ids=[text for text, _, _ in TOLD])
def test_the_words_around_a_name_tell_the_kind(text, name, kind):
    start = text.index(name)
    assert cited_thing(text, start, start + len(name)) == kind


def test_a_name_that_holds_its_trade_is_a_broadcasters():
    text = "It is shut, the Zvezda Television Channel said."
    [found] = article_credits(text, catalogue=BOOK)
    assert cited_thing(text, found.name_start, found.name_end) == "broadcast"


def cited(text: str, name: str, position: str = "passage", kind: str = "citation") -> tuple[list[str], list[object]]:
    """The kinds of unseen items, and the chosen edges, of one article with one citation of agency kyodo."""
    start = text.index(name)
    row = credit("a", "kyodo", position, kind, at=start) | {"name_start": start, "name_end": start + len(name)}
    sources, edges = traced([article("a") | {"text": text}], [row])
    return sources["kind"].to_list(), chosen(edges)


def test_the_unseen_item_has_the_kind_and_its_id_says_so():
    assert cited("She was live on Kyodo when it fell.", "Kyodo") == (
        ["broadcast"],
        [("a", "unseen:kyodo:a", "citation")],
    )
    assert cited("Kyodo reported last year that it was shut. Kyodo reported last year.", "Kyodo")[0] == ["background"]
    assert cited("According to Kyodo it is shut.", "Kyodo")[0] == ["statement"]


def test_a_story_that_rests_on_what_somebody_told_an_agency_rests_on_a_statement():
    kinds, edges = cited("Rain. Ida Fenn told Kyodo that the pier is shut.", "Kyodo", "sentence")
    assert (kinds, edges) == (["statement"], [("a", "unseen:kyodo:a:statement", "citation")])
    assert cited("Rain. According to Kyodo the pier is shut.", "Kyodo", "sentence")[0] == ["story"]


def test_an_origin_of_the_text_is_a_story_whatever_its_sentence_says():
    assert cited("The pier is shut (Kyodo), broadcast live on Kyodo last year.", "Kyodo", "bracket", "credit")[0] == [
        "story"
    ]


@pytest.mark.parametrize("piece", ["told the ", "statement to the ", "in July ", "channel ", "интервью ", "live on "])
def test_hostile_text_costs_no_more(piece):
    text = piece * (20_000 // len(piece)) + "Tass" + piece * 2_000
    begun = time.process_time()
    cited_thing(text, text.index("Tass"), text.index("Tass") + 4)
    assert time.process_time() - begun < 0.05
