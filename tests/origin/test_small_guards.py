"""Conditions that are easily lost in a rewrite: each of these tests fails without the one it names."""

from datetime import UTC, datetime

import pytest

from provenance.base.tables import ARTICLES, CREDITS, QUOTES, table
from provenance.base.tokens import tokens
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.closings import lent, partner_line
from provenance.origin.credits.item import article_credits
from provenance.origin.credits.persons import is_person
from provenance.origin.credits.positions import dated_below
from provenance.origin.graph.coverage import family_coverage
from provenance.origin.graph.edges import Edge, EdgeDraft, merged_edges
from provenance.origin.graph.evidence.credited_outlets import outlet_named
from provenance.origin.graph.evidence.features import pair_features
from provenance.origin.graph.evidence.row import evidence_rows
from provenance.origin.graph.facts import ArticleFacts, NamedCredit, article_facts
from provenance.origin.graph.families import Family, FamilyPassage
from provenance.origin.graph.model import Decision, _seconds
from provenance.origin.graph.unseen.routes import weigh
from provenance.origin.graph.unseen.sources import SourceClaim, UnseenSource
from provenance.origin.names import BodyName
from tests.origin.scenes import article as row

BOOK = Catalogue.load()
ONE = "the ferry left the quay at dawn with nine goats aboard and a broken lamp"
TWO = "no harbour master was awake so nobody wrote down who had paid for hay"
MORE = (
    "whoever wants oats may knock at the third door behind old Morrow mill before noon while a cat sleeps and its "
    "keeper counts sacks"
)
STORY = "The harbour master spoke of waves as high as houses. " * 12


def member(name, text, **more):
    known = {"house": None, "published_from": None, "published_to": None, "credits": (), "itself": frozenset()}
    known |= more
    words = len(text.split())
    return ArticleFacts(
        article=name,
        words=words,
        length=len(text),
        lead=0,
        quotes=(),
        text=text,
        outlet=known.pop("outlet", None),
        **known,
    )


def credit(agency, position="bracket"):
    return NamedCredit(agency, agency, (), "credit", "story", position, 0, 5, 0, 5)


def between(texts, *pairs, bits=90.0):
    """A family in which each pair shares the given words."""
    passages = []
    for left, right, words in pairs:
        at, there, size = texts[left].index(words), texts[right].index(words), len(words.split())
        passages.append(FamilyPassage(left, right, at, at + len(words), there, there + len(words), size, size, bits))
    return Family(tuple(sorted(texts)), tuple(sorted(passages)))


def held(texts, family, credited=(), earlier=()):
    return family_coverage(family, {name: i for i, name in enumerate(texts)}, tokens(texts.values()), earlier, credited)


def decision(family, **more):
    nothing = {"draws": {}, "by_agency": {}, "unnamed": {}, "evidence": {}, "seconds": {}, "from_agency": {}}
    rest = {"from_nobody": dict.fromkeys(family.articles, 0.0), "from_itself": {}}
    return Decision(family=family, **(nothing | rest | more))


def test_who_drew_on_the_article_is_hardly_a_second_source_of_it():
    texts = {"a": f"{ONE} {TWO}", "b": ONE, "c": f"{TWO} {MORE}"}
    family = between(texts, ("a", "b", ONE), ("a", "c", TWO))
    holds = held(texts, family, credited=[("a", "c")], earlier=[("c", "a")])
    assert _seconds({("a", "b"): 0.8}, holds, ()) == {("a", "c"): 0.8}
    assert _seconds({("a", "b"): 0.8, ("c", "a"): 0.75}, holds, ()) == {("a", "c"): pytest.approx(0.2)}


def test_a_credit_that_a_second_source_explains_is_less_direct():
    texts = {"a": ONE, "b": ONE}
    family = between(texts, ("a", "b", ONE))
    known = {
        "a": member("a", ONE, credits=(credit("tass"),), house="x"),
        "b": member("b", ONE, itself=frozenset({"tass"})),
    }
    claim = SourceClaim("a", UnseenSource("tass", "a", "story"), "relay", 0.9, 0.9)
    found = EdgeDraft([claim], {name: own.order for name, own in known.items()})
    likely = decision(
        family, seconds={("a", "b"): 0.5}, draws=dict.fromkeys([("a", "b"), ("b", "a")], 0.0),
        evidence={("a", "b"): [], ("b", "a"): []}, unnamed=dict.fromkeys("ab", 0.0),
    )  # fmt: skip
    weigh(found, likely, known, set(), 0)
    assert claim.direct == pytest.approx(0.45)


@pytest.mark.parametrize(("number", "direct"), [(1, 0.8), (2, pytest.approx(0.08))])
def test_a_source_of_other_passages_explains_what_is_common_and_one_of_the_same_does_not(number, direct):
    texts = {"a": ONE, "b": ONE}
    found = EdgeDraft([], {})
    item = UnseenSource(None, "a", "story")
    found.items[item.name] = item
    found.families_of[item.name].append(between(texts, ("a", "b", ONE)))
    found.draws["a"].append((number, "b", 0.9))
    found.edges.append(Edge("a", "article", item.name, "unseen", "common", "known", 1, 0.8, [], 1, 0.8))
    assert [edge.direct for edge in merged_edges(found)] == [direct]


def test_two_copies_beside_a_third_are_alike_though_one_is_surely_the_earlier():
    texts = {"a": f"{ONE} {TWO}", "b": f"{ONE} {TWO}", "c": ONE}
    early, late = datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 3, 3, tzinfo=UTC)
    wire = (credit("tass", "dateline"),)
    a = member("a", texts["a"], house="x", published_from=late, published_to=late, credits=(credit("tass"),))
    b = member("b", texts["b"], published_from=early, published_to=early, credits=wire)

    def kinds(*pairs):
        family = between({name: texts[name] for pair in pairs for name in pair[:2]}, *pairs)
        return {row.kind for row in evidence_rows(pair_features(a, b, family, held(texts, family)))}

    assert "alike" not in kinds(("a", "b", texts["a"]))
    assert "alike" in kinds(("a", "b", texts["a"]), ("a", "c", ONE), ("b", "c", ONE))


def test_of_two_second_sources_with_the_same_text_the_credited_one_is_chosen():
    more = f"{TWO} {MORE}"
    texts = {"a": f"{ONE} {TWO}", "b": ONE, "c": more, "d": more}
    family = between(texts, ("a", "b", ONE), ("a", "c", TWO), ("a", "d", TWO), ("c", "d", more))
    assert held(texts, family).complement("a", "b") == ("c", 0.0)
    assert held(texts, family, credited=[("a", "d")]).complement("a", "b") == ("d", 0.0)


def test_furniture_below_more_than_a_line_of_text_does_not_stand_above_the_opening():
    page = row("a") | {"furniture": [{"start": start, "end": start + 10} for start in (0, 100, 400)]}
    assert lead_of(page) == 110


def lead_of(page):
    tables = table([page], ARTICLES), table([], CREDITS), table([], QUOTES)
    return article_facts(*tables, {}, lambda outlet, url: frozenset())["a"].lead


REPORTED = "The bridge fell, the {} reported on Monday."


@pytest.mark.parametrize(
    ("one", "other", "there"),
    [
        ({"house": "wick"}, {"outlet": "Vale Courier", "house": "vale"}, True),
        ({"house": "wick"}, {"outlet": "Vale Courier", "itself": frozenset({"tass"})}, False),  # an agency is credited
        ({"house": None}, {"outlet": "Vale Courier", "house": "vale"}, False),  # it may be that paper's own
        ({"house": "wick"}, {"outlet": "Osk"}, False),  # three letters are anything
    ],
)
def test_papers_are_named_by_other_papers_and_by_names_of_four_letters(one, other, there):
    text = REPORTED.format(other["outlet"])
    assert (outlet_named(member("a", text, **one), member("b", "words", **other)) is not None) == there


@pytest.mark.parametrize(
    ("line", "number", "person"),
    [
        ("By Tasnim Karim", 0, True),  # needs no cue, and is a first name
        ("By Petra JORDAN", 0, False),  # a surname in capitals, a given name not
        ("By SABA Karim", 0, False),
        ("Ansa Efe", 0, False),  # two agencies
        ("Ansa Efe", 1, False),
        ("Maria Efe", 0, True),
    ],
)
def test_who_is_called_like_an_agency(line, number, person):
    assert is_person(line, BOOK.names(line), number, BOOK) == person


@pytest.mark.parametrize(("end", "there"), [(".", True), ("", False)])
def test_a_last_line_says_whose_the_text_is_only_below_a_sentence(end, there):
    for closing, line, name in ((lent, "Via Reuters", "Reuters"), (partner_line, "Le Quai avec AFP", "AFP")):
        text = f"It rained on Osk all day{end}\n{line}"
        start = text.index(name)
        found = closing(text, BodyName(start, start + len(name), (name.lower(),), "sure"), len(text))
        assert (found is not None) == there


def position(text):
    return [(found.agency, found.position) for found in article_credits(text, catalogue=BOOK)]


def test_a_name_and_a_date_below_a_headline_are_a_byline_wherever_they_stand():
    page = f"{STORY * 3}\n\nPier shut in Osk{{}}\n{{}}\n{{}}\n{STORY}"
    assert position(page.format("", "Reuters", "May 3, 2031")) == [("reuters", "byline")]
    assert position(page.format(".", "Reuters", "May 3, 2031")) == []  # below a sentence
    assert position(page.format("", "Reuters", "All day it rained on Osk")) == []
    assert not dated_below("Pier shut\nEfe\nMay 3, 2031\n", BodyName(10, 13, ("efe",), "needs_cue"))


def test_the_codes_of_an_agencys_desks_close_its_report():
    assert position(f"{STORY}\ndpa ab cde fg") == [("dpa", "endmark")]
    assert position(f"{STORY}\ndpa is it of") == []
