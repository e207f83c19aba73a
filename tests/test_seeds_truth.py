"""What is written down about the articles in seeds/ is so: every phrase stands there, every figure can be measured."""

import datetime
import itertools
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance.base.tokens import outside, words

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
TRUTH: dict[str, Any] = tomllib.loads((HERE / "seeds_truth.toml").read_text(encoding="utf-8"))
ARTICLES: dict[str, dict[str, Any]] = TRUTH["articles"]
BLOCKED_SIMILARITY = 0.7  # 1-product: what `check` stops
BLOCKED_SHARE = 0.5
QUOTED = 16  # words from which the truth file quotes only the first and last five of a run


def read(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".txt":
            yield path.name, text
        elif path.suffix == ".md":
            yield path.name, text.split("---\n", 2)[2]
        elif path.suffix == ".jsonl":
            yield from ((row["id"], row["body"]) for row in map(json.loads, text.splitlines()))


TEXTS = dict(read(SEEDS))


def span(text: str, quoted: dict[str, str]) -> tuple[int, int]:
    start = text.index(quoted["first"])
    return start, text.index(quoted["last"], start) + len(quoted["last"])


def own_words(article: str) -> tuple[list[str], list[int], list[int]]:
    """The words of one article without its furniture, with the place of each."""
    found, starts, ends = words(TEXTS[article])
    stay = outside(starts, ends, [span(TEXTS[article], quoted) for quoted in ARTICLES[article]["furniture"]])
    return list(itertools.compress(found, stay)), starts[stay].tolist(), ends[stay].tolist()


def five_words(found: list[str]) -> set[tuple[str, ...]]:
    return {tuple(found[i : i + 5]) for i in range(len(found) - 4)}


def shared_runs(left: list[str], right: list[str], least: int = 8) -> Iterator[tuple[int, int, int]]:
    """Every longest shared run of `least` words or more: its place on both sides and its length."""
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(right) - least + 1):
        places.setdefault(tuple(right[j : j + least]), []).append(j)
    for i in range(len(left) - least + 1):
        for j in places.get(tuple(left[i : i + least]), []):
            if not (i and j and left[i - 1] == right[j - 1]):
                rest = zip(left[i + least :], right[j + least :], strict=False)
                yield i, j, least + sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], rest))


def ends_of(run: str) -> str:
    found = run.split()
    return f"{' '.join(found[:5])} ... {' '.join(found[-5:])}"


def measured(left: str, right: str) -> dict[str, Any]:
    (a, starts, ends), (b, _, _) = own_words(left), own_words(right)
    x, y = five_words(a), five_words(b)
    both = len(x & y)
    return {
        "similarity": round(both / len(x | y), 4),
        "left_in_right": round(both / len(x), 4),
        "right_in_left": round(both / len(y), 4),
        "runs": [(n, TEXTS[left][starts[i] : ends[i + n - 1]]) for i, _, n in shared_runs(a, b)],
    }


def test_every_article_has_its_truth():
    assert sorted(TEXTS) == sorted(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES)
def test_every_phrase_stands_in_its_article(article: str):
    text, truth = TEXTS[article], ARTICLES[article]
    for credit in truth["credits"] + truth.get("optional", []):
        assert text.count(credit["phrase"]) == 1, credit
        assert credit["name"] in credit["phrase"]
        assert set(credit["kind"]) <= {"credit", "relay", "citation", "quote", "self"}
        assert credit["scope"] in {"story", "passage"}
    for quoted in truth["furniture"] + truth.get("may_be_furniture", []):
        start, end = span(text, quoted)
        assert text.count(quoted["first"]) == 1, quoted
        assert start < end


@pytest.mark.parametrize("article", [a for a in ARTICLES if "candidates" in ARTICLES[a]])
def test_the_candidate_days_are_all_the_days_of_that_weekday(article: str):
    days: list[datetime.date] = ARTICLES[article]["candidates"]
    first = days[0]
    assert f"{first:%B} {first.day}" in TEXTS[article] or f"{first:%b} {first.day}" in TEXTS[article]
    assert f"{first:%A}" in TEXTS[article]
    same_day = (first.replace(year=year) for year in range(2000, 2031))
    assert days == [day for day in same_day if day.weekday() == first.weekday()]
    assert any(ARTICLES[article]["published"][0] <= day <= ARTICLES[article]["published"][1] for day in days)


def test_edges_join_known_articles_and_unseen_items_of_credited_agencies():
    for edge in TRUTH["edges"]:
        assert edge["derived"] in ARTICLES
        assert all(source in ARTICLES or source.startswith("unseen:") for source in edge["source"])
    for pair in TRUTH["tolerated"]["articles"]:
        assert set(pair) <= set(ARTICLES)
    for article, agency in TRUTH["tolerated"]["unseen"]:
        assert agency in {credit.get("agency") for credit in ARTICLES[article]["credits"]}


def test_the_pairs_are_as_measured():
    stated = {
        (pair["left"], pair["right"]): {
            **{name: pair[name] for name in ("similarity", "left_in_right", "right_in_left")},
            "runs": [(run["words"], run.get("text") or f"{run['first']} ... {run['last']}") for run in pair["runs"]],
        }
        for pair in TRUTH["pairs"]
    }
    found = {}
    for left, right in itertools.combinations(sorted(TEXTS), 2):
        pair = measured(left, right)
        if pair["runs"]:
            found[left, right] = pair | {
                "runs": [(n, text if n < QUOTED else ends_of(text)) for n, text in pair["runs"]]
            }
    assert found == stated


def test_a_cluster_holds_all_pairs_above_the_line_and_no_other_pair_is_above_it():
    above = {(p["left"], p["right"]) for p in TRUTH["pairs"] if p["similarity"] >= BLOCKED_SIMILARITY}
    clusters = TRUTH["clusters"]
    assert above == {pair for cluster in clusters for pair in itertools.combinations(cluster["articles"], 2)}
    assert all(cluster["kept"] in cluster["articles"] for cluster in clusters)


def test_accepted_are_the_pairs_that_check_would_stop():
    accepted = tomllib.loads((SEEDS / "accepted.toml").read_text(encoding="utf-8"))["accepted"]
    stopped = []
    for pair in TRUTH["pairs"]:
        shared = sum(run["words"] for run in pair["runs"] if run["significant"])
        fewest = min(len(own_words(pair["left"])[0]), len(own_words(pair["right"])[0]))
        if pair["similarity"] >= BLOCKED_SIMILARITY or shared >= BLOCKED_SHARE * fewest:
            stopped.append([pair["left"], pair["right"]])
    assert sorted(entry["pair"] for entry in accepted) == sorted(stopped)
    assert all(entry["reason"].strip() for entry in accepted)


def test_articles_that_share_only_names_have_no_edge():
    edges = {(e["derived"], s) for e in TRUTH["edges"] for s in e["source"]}
    tolerated = {tuple(sorted(pair)) for pair in TRUTH["tolerated"]["articles"]}
    for pair in TRUTH["pairs"]:
        left, right = pair["left"], pair["right"]
        if not any(run["significant"] for run in pair["runs"]):
            assert (left, right) not in edges
            assert (right, left) not in edges
            assert (left, right) not in tolerated
