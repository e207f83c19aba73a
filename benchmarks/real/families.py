"""Families of real articles whose sources are labelled become cases for the fit: features, and what may be true."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import polars as pl

from benchmarks.newsroom.cases import Answers, Case, cases_of, pairs_of
from benchmarks.real import labels
from benchmarks.real.labels import ANY, Label, Labels
from provenance.base.settings import Settings
from provenance.base.tables import Tables, shown_passages
from provenance.corpus.articles import articles
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.graph.families import Family
from provenance.origin.graph.model import Terms
from provenance.run.journey import traced

SETS = ("wire", "world", "counter", "counter-nodates", "independent")
APART = 0.5  # share of the shorter article below which two outlets' independent articles are no copies


def corpora(shared: Path, work: Path) -> Iterator[tuple[str, Tables, Labels]]:
    """Every labelled corpus, traced at the defaults, with its labels; `work` takes the inputs that the exam writes."""
    exam, data = shared / "exam", shared / "data"
    _run(exam / "labels" / "make_labels.py", work)
    _run(
        exam / "world" / "eval_world.py",
        work / "world",
        "--articles",
        data / "world_articles.parquet",
        "--write-inputs",
    )
    yield "wire", _traced(_wire(data, work)), labels.wire(exam)
    by_story: dict[str, list[str]] = defaultdict(list)
    for story, name in pl.read_parquet(data / "world_articles.parquet").select("family", "id").iter_rows():
        by_story[story].append(name)
    for story, known in labels.world(exam, by_story).items():
        yield "world", _traced(work / "world" / f"{story}.jsonl"), known
    for name in ("counter", "counter-nodates"):
        yield name, _traced(work / name / "INPUT.jsonl"), labels.counter(work / name)
    tables = _traced(data / "independent.parquet")
    yield "independent", tables, independent(tables)


def cases(shared: Path, work: Path) -> list[tuple[str, Case]]:
    """A case for each family about which a label says something, with the name of its set."""
    catalogue = Catalogue.load()
    return [
        (name, case)
        for name, tables, known in corpora(shared, work)
        for case in cases_of(tables, catalogue, lambda family, empty, known=known: answers(family, empty, known))
        if _tells(case)
    ]


def independent(tables: Tables) -> Labels:
    """Of articles that outlets wrote by themselves: none draws on another outlet's, unless half of it is the same."""
    words = dict(tables.articles.select("article", "words").iter_rows())
    outlet = {name: urlsplit(url or "").hostname for name, url in tables.articles.select("article", "url").iter_rows()}
    matched: dict[tuple[str, str], int] = defaultdict(int)
    for left, right, many in (
        shown_passages(tables.passages).filter("significant").select("left", "right", "matched").iter_rows()
    ):
        matched[left, right] += many
    never: dict[str, set[str]] = defaultdict(set)
    for (left, right), many in matched.items():
        if outlet[left] != outlet[right] and many < APART * min(words[left], words[right]):
            never[left].add(right)
            never[right].add(left)
    return {name: ANY._replace(never=frozenset(others)) for name, others in sorted(never.items())}


def answers(family: Family, empty: Terms, known: Labels) -> Answers:
    """Which edges of a family may be true; an article whose label allows none of them may have any."""
    first = _allowed(family, empty, known)
    possible = np.zeros(len(family.articles))
    place = {name: i for i, name in enumerate(family.articles)}
    for (derived, _), true in zip(pairs_of(family), first.draws, strict=True):
        possible[place[derived]] += true
    for (_, derived), true in zip(empty.by_agency[:2].T.astype(int), first.by_agency, strict=True):
        possible[derived] += true
    possible += np.array(first.unnamed) + np.array(first.first)
    free = {name for name, i in place.items() if not possible[i]}
    return (
        _allowed(family, empty, {name: label for name, label in known.items() if name not in free}) if free else first
    )


def _allowed(family: Family, empty: Terms, known: Labels) -> Answers:
    own: Mapping[str, Label] = {name: known.get(name, ANY) for name in family.articles}
    agencies = [(family.articles[int(d)], empty.agencies[int(s) - len(own)]) for s, d in empty.by_agency[:2].T]
    return Answers(
        [float(own[derived].may_draw_on(source)) for derived, source in pairs_of(family)],
        [float(own[name].may_be_from(agency)) for name, agency in agencies],
        [float(own[name].unnamed) for name in family.articles],
        [float(own[name].first) for name in family.articles],
    )


def _tells(case: Case) -> bool:
    parts = (case.true_draws, case.true_named, case.true_unnamed, case.true_first)
    return any((part == 0).any() for part in parts)


def _traced(path: Path) -> Tables:
    read, _ = articles([path], Settings())
    return traced(read, Settings())


def _wire(data: Path, work: Path) -> Path:
    path = work / "wire.jsonl"
    rows = pl.read_parquet(data / "wire_articles.parquet").to_dicts()
    lines = [json.dumps({key: value for key, value in row.items() if value is not None}) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _run(script: Path, *words: object) -> None:
    subprocess.run([sys.executable, str(script), *map(str, words)], check=True, capture_output=True, cwd=script.parent)
