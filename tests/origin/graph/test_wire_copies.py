"""Papers that print one agency's story have it from the agency, not from one another, however many they are."""

import polars as pl
import pytest

import provenance as pv

STORY = (
    "The harbour of Quellmouth was closed on Tuesday after a dredger struck the outer breakwater and spilled oil.",
    "Harbour master Ines Varrow said divers had found a hole of two metres below the waterline of the vessel.",
    "Eleven sailors were brought ashore in a pilot boat and taken to the seamen's mission, where one was treated.",
    "The ferry to the Brackle Islands was sent to the coal quay, and some four hundred passengers waited in buses.",
    "A boom of seven hundred metres was laid around the wreck before dusk, the coast guard said in a statement.",
    "Fishermen were told to keep their nets dry until samples from the mussel beds had been looked at in Tarn.",
    "The dredger was built in 1988 and had been due for the breakers at the end of the season, its owner said.",
    "An inquiry will be led by the retired judge Oswin Plaice, who looked into the lightship fire of 2011.",
)
OUTLETS = ("Wick Mail", "Thurso Post", "Tain Courier", "Nairn Times", "Dornoch Echo", "Brora News", "Lairg Star",
           "Golspie Press", "Durness Bee", "Ullapool Herald")  # fmt: skip
WHEN = {
    "to the minute": lambda i: f"2024-03-05T{10 + i:02d}:{5 * i:02d}:00Z",
    "the day": lambda _: "2024-03-05",
    "none": lambda _: None,
}


def _printed(number: int, touched: bool, credit: str = "Reuters") -> str:
    """The story as one paper has it: up to two paragraphs shorter, here and there a word of its own."""
    words = "\n\n".join(STORY[: len(STORY) - number % 3]).split(" ")
    if touched and number:
        words[15 + 7 * number] = "reportedly"
    return f"{' '.join(words)} ({credit})\n"


def _traced(papers: int, when: str, touched: bool) -> pl.DataFrame:
    rows = {
        "id": [f"p{i}" for i in range(papers)],
        "text": [_printed(i, touched) for i in range(papers)],
        "outlet": list(OUTLETS[:papers]),
        "published": pl.Series([WHEN[when](i) for i in range(papers)], dtype=pl.String),
    }
    return pv.trace(pl.DataFrame(rows)).derivations


@pytest.mark.parametrize("touched", [False, True])
@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("papers", [2, 3, 5, 10])
def test_papers_that_credit_an_agency_have_its_story_from_the_agency(papers: int, when: str, touched: bool) -> None:
    rows = _traced(papers, when, touched).filter(pl.col("rank") == 1, pl.col("probability") >= 0.5)
    assert set(rows["source_kind"]) == {"unseen"}
    assert rows["derived"].to_list() == sorted(f"p{i}" for i in range(papers))
    assert rows["source"].n_unique() == 1


def test_what_one_paper_changed_and_another_has_too_came_from_that_paper() -> None:
    texts = [_printed(0, touched=False) for _ in range(4)]
    for i in (1, 3):
        texts[i] = (
            texts[i]
            .replace("a pilot boat", "Ebba, a trawler that lay by chance at anchor nearby,")
            .replace("coal quay", "cole quay")
        )
    texts[3] = texts[3].replace(STORY[-1], "")
    days = [f"2024-03-0{day}" for day in (5, 5, 5, 7)]
    rows = {"id": list("abcd"), "text": texts, "outlet": list(OUTLETS[:4]), "published": days}
    edges = pv.trace(pl.DataFrame(rows)).derivations.filter(derived="d").sort("probability")
    assert edges["source"].to_list() == ["b", "unseen:reuters:a"]
    assert edges["probability"][0] >= 0.4  # the route, where all that four papers have is the agency's


def test_a_version_that_the_agency_sent_to_two_papers_only_is_its_own_too() -> None:
    texts = [_printed(0, touched=False) for _ in range(4)]
    for i in (1, 3):
        texts[i] = texts[i].replace("Eleven sailors", "Twelve sailors").replace("coal quay", "grain quay")
    rows = {"id": list("abcd"), "text": texts, "outlet": list(OUTLETS[:4]), "published": ["2024-03-05"] * 4}
    edges = pv.trace(pl.DataFrame(rows)).derivations.filter(pl.col("rank") == 1, pl.col("probability") >= 0.5)
    assert set(edges["source_kind"]) == {"unseen"}


@pytest.mark.parametrize("when", WHEN)
def test_one_that_dropped_the_credit_beside_several_that_kept_it_has_the_story_from_the_agency_too(when: str) -> None:
    texts = [_printed(i, touched=False) for i in range(3)] + [_printed(0, touched=False).replace(" (Reuters)", "")]
    days = pl.Series([WHEN[when](i) for i in range(4)], dtype=pl.String)
    rows = {"id": list("abcd"), "text": texts, "outlet": list(OUTLETS[:4]), "published": days}
    edges = pv.trace(pl.DataFrame(rows)).derivations.filter(pl.col("rank") == 1, pl.col("probability") >= 0.5)
    assert edges["derived"].to_list() == list("abcd")
    assert set(edges["source_kind"]) == {"unseen"}
    assert edges["source"].n_unique() == 1


@pytest.mark.parametrize("named", [True, False])
def test_of_two_that_credit_one_agency_the_one_that_names_the_other_has_it_from_there(named: bool) -> None:
    said = f"The {OUTLETS[0]} reported this first." if named else ""
    texts = [_printed(0, touched=False), _printed(0, touched=False).replace(STORY[3], f"{STORY[3]} {said}".strip())]
    rows = {"id": ["a", "b"], "text": texts, "outlet": list(OUTLETS[:2]), "published": ["2024-03-05"] * 2}
    edges = pv.trace(pl.DataFrame(rows)).derivations.filter(pl.col("probability") >= 0.5)
    assert (("b", "a") in edges.select("derived", "source").rows()) == named
