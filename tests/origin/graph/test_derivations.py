"""Who draws on whom, on scenes worked out by hand."""

from datetime import timedelta

import polars as pl
import pytest

from tests.origin.scenes import article, chosen, credit, likelihood, pair, passage, traced

HOUR = timedelta(hours=1)


def test_one_shared_clause_with_a_credit_on_one_side_is_a_common_unseen_source():
    _, edges = traced(
        [article("a"), article("b")], [credit("b", "reuters", "sentence", "citation")], [passage("a", 50, "b", 70, 11)]
    )
    assert chosen(edges) == [("a", "unseen:reuters:b", "common"), ("b", "unseen:reuters:b", "citation")]
    assert 0.5 <= likelihood(edges, "a", "unseen:reuters:b") <= 0.9
    assert max(likelihood(edges, "a", "b"), likelihood(edges, "b", "a")) < 0.2
    reasons = edges.filter(pl.col("derived") == "a")["evidence"].to_list()[0]
    assert {(r["kind"], r["article"]) for r in reasons} == {("passage", "a"), ("credit", "b")}


@pytest.mark.parametrize("credits", [[], [credit("a", "reuters", "bracket"), credit("b", "afp", "bracket")]])
def test_one_shared_clause_is_no_ground_for_an_edge_between_articles(credits):
    _, edges = traced([article("a"), article("b")], credits, [passage("a", 50, "b", 70, 11)])
    between = edges.filter(pl.col("source_kind") == "article")
    known = between.filter(pl.col("direction") == "known")["probability"].to_list()
    assert all(p < 0.2 for p in known)


def test_two_articles_that_cite_one_agency_without_common_text_draw_on_two_items():
    _, edges = traced(
        [article("a"), article("b")], [credit("a", "tass", "passage", "quote"), credit("b", "tass", "passage", "quote")]
    )
    assert chosen(edges) == [
        ("a", "unseen:tass:a:statement", "quote"),
        ("b", "unseen:tass:b:statement", "quote"),
    ]


def test_two_copies_without_date_or_credit_have_no_direction():
    _, edges = traced([article("a"), article("b")], [], [passage("a", 0, "b", 0, 300)], [pair("a", "b")])
    assert edges.select("derived", "source", "relation", "direction").rows() == [("a", "b", "copy", "unknown")]
    assert edges["probability"][0] > 0.9


@pytest.mark.parametrize("start", [0, 100])  # cut to its opening, or printed inside another story
def test_of_two_alone_neither_the_longer_nor_the_shorter_is_known_to_be_the_source(start):
    papers = [article("a", outlet="Tain Post"), article("b", 120, outlet="Wick Mail")]
    _, edges = traced(papers, [], [passage("a", start, "b", 0, 120)])
    assert edges.filter(source_kind="article").select("direction").rows() == [("unknown",)]
    days = [
        article("a", day="2024-03-14", outlet="Tain Post"),
        article("b", 120, day="2024-03-12", outlet="Wick Mail"),
    ]
    _, dated = traced(days, [], [passage("a", start, "b", 0, 120)])
    assert dated.filter(source_kind="article").select("derived", "source", "direction").rows() == [("a", "b", "known")]


def test_an_agency_has_its_story_from_no_paper_that_it_does_not_name():
    papers = [article("a", outlet="TASS"), article("b", outlet="Wick Mail")]
    _, edges = traced(papers, [], [passage("a", 0, "b", 0, 200)])
    assert chosen(edges) == [("b", "a", "partial")]
    _, named = traced(papers, [credit("b", "tass", "bracket")], [passage("a", 0, "b", 0, 200)])
    reasons = [r["kind"] for r in named.filter(derived="b", source="a")["evidence"][0]]
    assert ("outlet" in reasons, "credit" in reasons) == (False, True)


@pytest.mark.parametrize(
    ("outlet", "least", "said"),
    [
        (None, 0.5, "credits reuters, which plain does not; that text may be the agency's own"),
        ("Wick Mail", 0.0, "credits reuters, which plain does not"),
    ],
)
def test_a_text_of_unknown_outlet_that_names_nobody_may_be_what_a_copy_credits(outlet, least, said):
    _, edges = traced(
        [article("copy", outlet="The Vale Courier"), article("plain", outlet=outlet)],
        [credit("copy", "reuters", "dateline")],
        [passage("copy", 0, "plain", 0, 290)],
    )
    assert least <= likelihood(edges, "copy", "plain") < least + 0.3
    reasons = edges.filter(source_kind="article", derived="copy")["evidence"].to_list()
    assert not reasons or said in [reason["note"] for reason in reasons[0]]


@pytest.mark.parametrize(("outlet", "relation"), [("TASS", "revision"), ("Wick Mail", "copy")])
def test_an_agency_is_one_house_at_all_its_addresses(outlet, relation):
    own = [
        article("a", outlet=outlet, day="2024-03-14") | {"url": "https://tass.example/1"},
        article("b", outlet=outlet, day="2024-03-12") | {"url": "https://en.tass.example/2"},
    ]
    _, edges = traced(own, [], [passage("a", 0, "b", 0, 290)], [pair("a", "b")])
    assert chosen(edges.filter(source_kind="article")) == [("a", "b", relation)]


@pytest.mark.parametrize("position", ["dateline", "bracket"])
@pytest.mark.parametrize("words", [300, 280])
def test_two_outlets_copies_under_one_credit_without_dates_draw_on_its_unseen_item(position, words):
    articles = [article("a", outlet="The Vale Courier"), article("b", outlet="Wick Mail")]
    _, edges = traced(
        articles,
        [credit("a", "reuters", position), credit("b", "reuters", position)],
        [passage("a", 0, "b", 0, words)],
        [pair("a", "b")],
    )
    assert [(derived, source) for derived, source, _ in chosen(edges)] == [
        ("a", "unseen:reuters:a"),
        ("b", "unseen:reuters:a"),
    ]
    between = likelihood(edges, "a", "b") + likelihood(edges, "b", "a")
    assert likelihood(edges, "a", "unseen:reuters:a") > 2 * between


@pytest.mark.parametrize(
    ("changed", "relay", "copy"),
    [
        ({}, None, False),
        ({"day": "2024-03-13"}, None, False),  # the agency sent it to both; one printed it a day later
        ({"outlet": "The Vale Courier"}, None, True),  # one house: a version
        ({}, "tass", True),  # both have it from the same house
    ],
)
def test_what_two_have_beyond_the_agencys_text_speaks_for_a_copy(changed, relay, copy):
    b = article("b", **{"outlet": "Wick Mail", "day": "2024-03-12"} | changed)
    relays = [credit(name, relay, "dateline", "relay") for name in "ab" if relay]
    _, edges = traced(
        [article("a", outlet="The Vale Courier", day="2024-03-12"), b],
        [credit("a", "reuters", "dateline"), credit("b", "reuters", "dateline"), *relays],
        [passage("a", 0, "b", 0, 300)],
        [pair("a", "b")],
    )
    between = edges.filter(pl.col("source_kind") == "article", pl.col("probability") >= 0.5)
    assert (not between.is_empty()) == copy
    assert "alike" not in {reason["kind"] for reasons in between["evidence"] for reason in reasons}


def test_the_later_of_two_copies_draws_on_the_earlier():
    _, edges = traced(
        [article("a", day="2024-03-14"), article("b", day="2024-03-12")],
        [],
        [passage("a", 0, "b", 0, 300)],
        [pair("a", "b")],
    )
    assert edges.select("derived", "source", "direction").rows() == [("a", "b", "known")]
    assert edges["probability"][0] > 0.9


def test_a_relay_draws_on_the_wire_whose_dateline_it_credits_and_needs_no_unseen_item():
    sources, edges = traced(
        [article("relay", day="2024-03-13"), article("wire", day="2024-03-12")],
        [credit("relay", "reuters", "bracket", at=1790), credit("wire", "reuters", "dateline")],
        [passage("relay", 0, "wire", 2, 298)],
        [pair("relay", "wire")],
    )
    assert ("relay", "wire", "copy") in chosen(edges)
    assert ("relay", "unseen:reuters:relay", "relay") not in chosen(edges)
    assert ("wire", "unseen:reuters:wire", "relay") in chosen(edges)
    assert sources["agency"].to_list() == ["reuters"]


def test_an_article_of_the_agency_itself_is_what_its_credit_means():
    _, edges = traced(
        [article("relay"), article("wire")],
        [credit("relay", "reuters", "bracket"), credit("wire", "reuters", "dateline", "self")],
        [passage("relay", 0, "wire", 0, 290)],
    )
    assert chosen(edges) == [("relay", "wire", "partial")]
    assert likelihood(edges, "relay", "wire") > 0.9


def test_copies_that_each_lack_something_of_the_others_have_an_unseen_source():
    _, edges = traced(
        [article("a", 100), article("b", 100), article("c", 100)],
        [],
        [
            *(passage("a", 0, "b", 0, 40), passage("a", 50, "c", 0, 40), passage("b", 50, "c", 50, 40)),
            *(passage("a", 20, "b", 20, 25), passage("a", 20, "c", 20, 70), passage("b", 20, "c", 30, 60)),
        ],
    )
    unnamed = edges.filter(pl.col("source").str.starts_with("unseen:unnamed"))
    assert unnamed["derived"].to_list() == ["a", "b", "c"]


def test_where_one_article_of_an_outlet_holds_all_the_others_have_there_is_no_unseen_source():
    days = {"cut": "2024-03-12", "other": "2024-03-12", "whole": "2024-03-11"}
    _, edges = traced(
        [article(name, 300 if name == "whole" else 100, outlet="Wick Mail", day=day) for name, day in days.items()],
        [],
        [passage("cut", 0, "whole", 0, 100), passage("other", 0, "whole", 100, 100)],
    )
    assert not edges["source"].str.starts_with("unseen").any()
    assert {row[:2] for row in chosen(edges)} == {("cut", "whole"), ("other", "whole")}


def test_a_merge_has_two_sources():
    _, edges = traced(
        [article("fire", day="2024-03-12"), article("merge", day="2024-03-16"), article("strike", day="2024-03-12")],
        [],
        [passage("fire", 0, "merge", 0, 120), passage("merge", 150, "strike", 30, 120)],
    )
    assert chosen(edges) == [("merge", "fire", "rewrite"), ("merge", "strike", "rewrite")]


def test_a_background_paragraph_of_an_agency_joins_two_of_its_stories_without_making_them_one():
    sources, edges = traced(
        [article("april", day="2025-04-09"), article("may", day="2025-05-14")],
        [credit("april", "aa", "dateline"), credit("may", "aa", "bracket")],
        [passage("april", 200, "may", 180, 40)],
    )
    assert sources.select("source", "kind").rows() == [
        ("unseen:aa:april", "story"),
        ("unseen:aa:april:background", "background"),
        ("unseen:aa:may", "story"),
    ]
    assert not edges.filter((pl.col("source_kind") == "article") & (pl.col("probability") >= 0.2)).height


@pytest.mark.parametrize("days", [(None, None), ("2024-03-03", "2024-03-05")])
def test_one_sentence_does_not_make_one_story_of_two_that_credit_an_agency(days):
    sources, edges = traced(
        [article("ferry", 90, day=days[0]), article("skating", 90, day=days[1])],
        [credit("ferry", "reuters", "dateline"), credit("skating", "reuters", "dateline")],
        [passage("ferry", 50, "skating", 60, 20)],
    )
    assert sources.select("source", "kind").rows() == [
        ("unseen:reuters:ferry", "story"),
        ("unseen:reuters:ferry:background", "background"),
        ("unseen:reuters:skating", "story"),
    ]
    assert {row[:2] for row in chosen(edges) if row[2] == "relay"} == {
        ("ferry", "unseen:reuters:ferry"),
        ("skating", "unseen:reuters:skating"),
    }


def test_what_an_old_article_shares_with_an_agencys_story_is_background():
    scene = [credit("b", "reuters", "bracket", at=1790)], [passage("a", 50, "b", 70, 30)]
    kinds = {}
    for day in ("2024-03-12", "2024-01-12"):
        _, edges = traced([article("a", day=day), article("b", day="2024-03-13")], *scene)
        kinds[day] = [source for derived, source, _ in chosen(edges) if derived == "a"]
    assert kinds == {"2024-03-12": ["unseen:reuters:b"], "2024-01-12": ["unseen:reuters:a:background"]}


def test_an_agencys_own_article_is_less_likely_anothers_than_a_papers():
    scene = [credit("b", "reuters", "bracket", at=1790)], [passage("a", 50, "b", 70, 30)]
    own, paper = (
        likelihood(traced([article("a", outlet=outlet), article("b")], *scene)[1], "a", "unseen:reuters:b")
        for outlet in ("TASS", "Wick Mail")
    )
    assert own < paper - 0.1


def test_a_background_paragraph_came_with_the_copy_that_has_it():
    sources, edges = traced(
        [
            article("april", day="2025-04-09"),
            article("copy", day="2025-05-15"),
            article("may", day="2025-05-14"),
        ],
        [],
        [
            passage("copy", 0, "may", 0, 280),
            passage("april", 200, "may", 180, 40),
            passage("april", 200, "copy", 180, 40),
        ],
        [pair("copy", "may")],
    )
    ties = dict(edges.filter(pl.col("source_kind") == "unseen").select("derived", "probability").rows())
    assert likelihood(edges, "copy", "may") > 0.8
    assert sources["kind"].to_list() == ["background"]
    assert ties.get("copy", 0.0) < 0.3 * ties["may"]


def test_a_story_credited_to_one_agency_and_resting_on_another_is_a_chain():
    sources, edges = traced(
        [article("a")],
        [
            credit("a", "xinhua", "bracket", at=1790),
            credit("a", "nan_ng", "bracket", "relay", at=1790),
            credit("a", "irna", "passage", "citation", scope="story"),
            credit("a", "zvezda_tv", "passage", "citation", at=900),
        ],
    )
    assert chosen(edges) == [
        ("a", "unseen:xinhua:a", "relay"),
        ("a", "unseen:zvezda_tv:a", "citation"),
        ("unseen:xinhua:a", "unseen:irna:a:statement", "citation"),
    ]
    assert sources["kind"].to_list() == ["statement", "story", "broadcast"]


def test_a_quotation_inside_a_shared_passage_came_with_it():
    _, edges = traced(
        [article("a", day="2024-03-12"), article("b", day="2024-03-14")],
        [credit("a", "tass", "passage", "quote", at=300), credit("b", "tass", "passage", "quote", at=300)],
        [passage("a", 0, "b", 0, 290)],
    )
    assert likelihood(edges, "b", "a") > 0.8
    assert likelihood(edges, "a", "unseen:tass:a:statement") > 0.8
    assert likelihood(edges, "b", "unseen:tass:a:statement") > 0.8
    (tie,) = edges.filter(derived="b", source="unseen:tass:a:statement")["direct"]
    assert tie < 0.3


def test_the_graph_has_no_cycle():
    _, edges = traced(
        [article("a"), article("b")],
        [
            *(credit("a", "x", "bracket", "self"), credit("b", "y", "bracket", "self")),
            *(credit("a", "y", "sentence", at=900), credit("b", "x", "sentence", at=1200)),
        ],
        [passage("a", 100, "b", 100, 60), passage("a", 200, "b", 200, 60)],
    )
    known = {(d, s) for d, s, way in edges.select("derived", "source", "direction").rows() if way == "known"}
    assert not any((s, d) in known for d, s in known)


def test_a_quotation_that_two_articles_share_is_a_statement_both_may_have_heard():
    said = [{"article": name, "start": 6 * word, "end": 6 * (word + 60)} for name, word in (("a", 50), ("b", 70))]
    words = [passage("a", 50, "b", 70, 60)]
    sources, edges = traced([article("a"), article("b")], [], words, quotes=said)
    _, plain = traced([article("a"), article("b")], [], words)
    assert sources.select("source", "kind").rows() == [("unseen:unnamed:a:statement", "statement")]
    assert likelihood(edges, "a", "b") < likelihood(plain, "a", "b") / 2


def test_what_an_outlet_says_again_among_much_else_needs_no_source():
    days = ("2024-03-12", "2024-03-13")
    shared = [passage("a", 900, "b", 800, 80)]
    house = [article(name, 1000, day=day, outlet="The Vale Courier") for name, day in zip("ab", days, strict=True)]
    sources, edges = traced(house, [], shared)
    assert (sources.height, edges.filter(pl.col("probability") >= 0.2).height) == (0, 0)
    two = [
        article("a", 1000, day=days[0], outlet="The Vale Courier"),
        article("b", 1000, day=days[1], outlet="Wick Mail"),
    ]
    other = traced(two, [], shared)[1]
    assert likelihood(other, "b", "a") >= 0.3
    assert max(other["probability"]) >= 0.5


def test_an_old_article_of_the_house_is_not_an_earlier_version():
    shared = [passage("a", 0, "b", 0, 120)]
    relations = []
    for day in ("2023-03-12", "2024-03-11"):
        house = [
            article("a", 300, day=day, outlet="Wick Mail"),
            article("b", 300, day="2024-03-12", outlet="Wick Mail"),
        ]
        relations += traced(house, [], shared)[1]["relation"].to_list()
    assert relations[-1] == "revision"
    assert "revision" not in relations[:-1]


def test_the_agencys_own_site_is_what_its_name_means_though_its_article_names_nobody():
    _, edges = traced(
        [article("relay"), article("wire", outlet="TASS")],
        [credit("relay", "tass", "bracket")],
        [passage("relay", 0, "wire", 0, 290)],
    )
    assert chosen(edges) == [("relay", "wire", "partial")]
    assert likelihood(edges, "relay", "wire") > 0.9


def test_a_shared_quotation_does_not_make_the_agencys_article_the_one_that_is_credited():
    said = [
        {"article": name, "start": 6 * word, "end": 6 * (word + 45)} for name, word in (("relay", 50), ("wire", 70))
    ]
    scene = (
        [article("relay", 140), article("wire", 140, outlet="TASS")],
        [credit("relay", "tass", "signoff")],
        [passage("relay", 50, "wire", 70, 45)],
    )
    plain, heard = (likelihood(traced(*scene, quotes=quotes)[1], "relay", "wire") for quotes in ([], said))
    assert plain > 0.5 > heard
    assert plain > 1.5 * heard


def test_an_agencys_other_story_with_the_same_background_is_not_the_one_that_is_credited():
    papers = [article(name, 300, outlet=outlet) for name, outlet in (("a", "Wick Mail"), ("b", "Thurso Post"))]
    sources, edges = traced(
        [*papers, article("wire", 400, outlet="TASS")],
        [credit("a", "tass", "signoff"), credit("b", "tass", "signoff")],
        [passage("a", 0, "b", 0, 290), passage("a", 240, "wire", 300, 50), passage("b", 240, "wire", 300, 50)],
    )
    tass = set(sources.filter(pl.col("agency") == "tass", pl.col("kind") == "story")["source"])
    assert len(tass) == 1
    assert {(derived, source) for derived, source, _ in chosen(edges)} >= {(name, *tass) for name in ("a", "b")}
    assert likelihood(edges, "a", "wire") < 0.5


def test_what_only_the_derived_article_quotes_may_be_the_sources_own_words():
    scene = ([article("a", day="2024-03-12"), article("b", day="2024-03-13")], [], [passage("a", 50, "b", 70, 90)])
    by = {
        who: likelihood(traced(*scene, quotes=[{"article": who, "start": 300, "end": 1000}])[1], "b", "a")
        for who in "ab"
    }
    assert by["b"] > by["a"]


@pytest.mark.parametrize(
    ("figures", "least", "most"), [(("10001", "20002", "30003"), 0.9, 1), (("7", "8", "9"), 0, 0.3)]
)
def test_two_reports_that_fill_one_form_with_other_figures_are_no_copies(figures, least, most):
    form = "Rates: {} for sale, {} to buy, {} at noon. " + "words " * 30
    texts = {"a": form.format("10001", "20002", "30003"), "b": form.format(*figures)}
    days = {"a": "2024-03-12", "b": "2024-03-13"}
    shared = passage("a", 0, "b", 0, 35) | {f"{side}_end": 180 for side in ("left", "right")}
    _, edges = traced([article(name, 40, day=days[name]) | {"text": texts[name]} for name in "ab"], [], [shared])
    assert least <= likelihood(edges, "b", "a") <= most


def test_a_whole_article_is_not_heard_twice_however_much_of_it_is_quoted():
    said = [{"article": name, "start": 0, "end": 1500} for name in "ab"]
    two = [article("a", day="2024-03-12"), article("b", day="2024-03-13")]
    _, edges = traced(two, [], [passage("a", 0, "b", 0, 298)], [pair("a", "b")], quotes=said)
    assert likelihood(edges, "b", "a") > 0.85


def test_two_copies_of_a_story_keep_it_when_a_third_story_shares_a_sentence_with_them():
    sources, edges = traced(
        [article("a", day="2024-03-12"), article("b", day="2024-03-12"), article("c", day="2024-03-13")],
        [credit("a", "reuters", "dateline"), credit("c", "reuters", "bracket")],
        [passage("a", 0, "b", 0, 280), passage("a", 10, "c", 200, 15), passage("b", 10, "c", 200, 15)],
        [pair("a", "b")],
    )
    kinds = dict(sources.select("source", "kind").rows())
    ties = {row[:2] for row in edges.filter(pl.col("source_kind") == "unseen").select("derived", "source").rows()}
    assert {"unseen:reuters:a", "unseen:reuters:c"} <= kinds.keys()
    assert kinds["unseen:reuters:a"] == "story"
    assert ("b", "unseen:reuters:c") not in ties


def test_items_of_two_families_that_nobody_names_are_two():
    said = [
        *({"article": name, "start": 6 * word, "end": 6 * (word + 60)} for name, word in (("a", 50), ("b", 70))),
        *({"article": name, "start": 6 * word, "end": 6 * (word + 60)} for name, word in (("a", 150), ("c", 70))),
    ]
    sources, edges = traced(
        [article("a"), article("b"), article("c")],
        [],
        [passage("a", 50, "b", 70, 60), passage("a", 150, "c", 70, 60)],
        quotes=said,
    )
    assert sources["source"].to_list() == ["unseen:unnamed:a:statement", "unseen:unnamed:c:statement"]
    heirs = (
        edges.filter(source_kind="unseen")
        .group_by("source")
        .agg(pl.col("derived").sort())
        .sort("source")["derived"]
        .to_list()
    )
    assert heirs == [["a", "b"], ["a", "c"]]


def test_within_one_day_no_hour_is_likelier_than_another():
    noon = article("noon", day="2024-03-12")
    noon |= {"published_from": noon["published_from"] + HOUR * 20, "published_to": noon["published_from"] + HOUR * 20}
    _, edges = traced(
        [article("day", day="2024-03-12"), noon], [], [passage("day", 0, "noon", 0, 298)], [pair("day", "noon")]
    )
    [(derived, known)] = edges.select("derived", "direction").rows()
    assert (derived, known) == ("noon", "known")  # 20 of 24 hours are before eight in the evening


def test_an_opening_is_shared_only_where_the_passage_begins_with_the_sources_own():
    papers = [
        article(name, outlet=outlet, day="2024-03-12") for name, outlet in (("a", "Wick Mail"), ("b", "Tain Post"))
    ]
    kinds = []
    for start in (2, 20):  # words of the source before the passage: a dateline, an opening of its own
        _, edges = traced(papers, [], [passage("a", 60, "b", start, 200)])
        kinds.append({r["kind"] for row in edges["evidence"].to_list() for r in row if r["kind"] == "lead"})
    assert kinds == [{"lead"}, set()]


def test_what_a_compilation_has_from_several_is_not_one_item_that_nobody_names():
    """Each of the others shares a stretch of its own with two compilations: no one thing has all of that."""
    names = "cdefgh"
    both = [passage("a", 60 * n, name, 0, 50) for n, name in enumerate(names)]
    both += [passage("b", 60 * n, name, 0, 50) for n, name in enumerate(names)]
    papers = [article("a", 400), article("b", 400), *(article(name) for name in names)]
    _, edges = traced(papers, [], [*both, *(passage("a", 60 * n, "b", 60 * n, 50) for n in range(len(names)))])
    common = edges.filter(relation="common")
    heirs = {source: rows["derived"].to_list() for (source,), rows in common.group_by("source")}
    assert all(len(set(found) & set(names)) < 2 for found in heirs.values()), heirs
