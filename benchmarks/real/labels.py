"""What is known of the sources of real articles, from labels that people made by reading.

The labels and the texts stand outside the project, in folders that are named. Only figures that were fitted on them are
kept here.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Labels = Mapping[str, "Label"]
AGENCIES = frozenset({"ap", "afp", "reuters", "tass", "interfax", "bloomberg", "ria", "sputnik", "pa_gb"})


class Label(NamedTuple):
    """What the source of one article may be; what is not allowed here is wrong."""

    sources: frozenset[str] | None = frozenset()  # articles; None: any but `never`
    never: frozenset[str] = frozenset()
    agencies: frozenset[str] | None = frozenset()  # straight from an unseen item of theirs; None: any but `not_from`
    unnamed: bool = False  # from an item that nobody names
    first: bool = False
    not_from: frozenset[str] = frozenset()

    def may_draw_on(self, source: str) -> bool:
        """Whether the article can have drawn on another."""
        return source not in self.never if self.sources is None else source in self.sources

    def may_be_from(self, agency: str) -> bool:
        """Whether it can be from an unseen item of the agency."""
        return agency not in self.not_from if self.agencies is None else agency in self.agencies


ANY = Label(None, frozenset(), None, unnamed=True, first=True)


def wire(exam: Path) -> Labels:
    """Of the wire set: members of families of an agency, of other families, and sources that stand in the corpus."""
    labels: dict[str, Label] = {}
    for row in _rows(exam / "wire" / "gold_families.jsonl"):
        if "family" not in row or row.get("certainty") == "low":
            continue
        names = [f"h-{name}" for name in dict.fromkeys(row["members"] + row["partial"])]
        source = f"h-{row['source']}" if row["source"] and row["source_certainty"] == "high" else None
        if row["agency"]:
            labels |= {name: Label(agencies=frozenset({row["agency"]})) for name in names}
        elif source:
            labels |= {name: Label(sources=frozenset({source})) for name in names if name != source}
            labels[source] = Label(None, frozenset(names), unnamed=True, first=True)
        else:  # another outlet's story: of no agency, but for a syndicate of that outlet, which nobody labelled
            labels |= {name: ANY._replace(not_from=AGENCIES) for name in names}
    return labels


def world(exam: Path, articles: Mapping[str, Sequence[str]]) -> Mapping[str, Labels]:
    """Of the world set, by story: members of groups, labelled edges, their sources; of the others, what they credit.

    `articles` are those of each story.
    """
    return {row["family"]: _story(row, articles[row["family"]]) for row in _rows(exam / "world" / "gold.jsonl")}


def _story(row: Mapping[str, Any], articles: Sequence[str]) -> Labels:
    credited: dict[str, set[str]] = {name: set() for name in articles}
    for credit in row["credits"]:
        credited[credit["article"]].add(credit["agency"])
    fair = {name: set(agencies) for name, agencies in credited.items()}
    for part in (*row["groups"], *row["background"], *row["statement"]):
        for name in part["members"]:
            fair[name] |= {part.get("agency"), *part.get("also", ())} - {None}
            fair[name] |= {agency for other in part["members"] for agency in credited[other]}
    labels = {name: ANY._replace(agencies=frozenset(fair[name])) for name in articles}
    revised = {name for pair in row["revisions"] for name in pair}
    for group in _sure(row["groups"]):
        named = frozenset({group["agency"], *group.get("also", ())} - {None})
        for name in (name for name in group["members"] if name not in revised and len(group["members"]) > 1):
            labels[name] = Label(agencies=named or None, unnamed=True)
    for edge in _sure(row["edges"]):
        labels[edge["derived"]] = Label(sources=frozenset({edge["source"]}))
    for source in {edge["source"] for edge in _sure(row["edges"])}:
        labels[source] = Label(first=True, agencies=frozenset(fair[source]))
    return labels


def counter(labels: Path) -> Labels:
    """Of agency stories and what newspapers made of them: each derived article, each source, each pair without."""
    found: dict[str, Label] = {}
    for row in _rows(labels / "gold.jsonl"):
        derived, source = row["derived"], row["source"]
        if row["label"] == "ND":
            found[derived] = ANY._replace(never=frozenset({source}))
        else:
            found[derived] = Label(sources=frozenset({source}))
            found[source] = ANY._replace(never=frozenset({derived}))
    return found


def versions(labels: Path) -> Labels:
    """Of versions of pages: each is made of the one before."""
    return {row["derived"]: Label(sources=frozenset({row["source"]})) for row in _rows(labels / "gold.jsonl")}


def digest(paths: Iterable[Path]) -> str:
    """A hash of the files that labels came from."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _sure(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for row in rows if row.get("certainty", "high") in ("high", "medium")]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
