"""What the graph needs to know of an article, gathered once from the tables."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import polars as pl

from provenance.base.outlets import domain, outlet_of
from provenance.origin.graph.releases import is_release
from provenance.origin.graph.versions.takes import item_version, take

_ABOVE = 150  # code points: more text than that between two lines of furniture is the article's own


class NamedCredit(NamedTuple):
    """One row of the credits table, as the graph reads it."""

    agency: str | None
    name: str  # what people call it
    alternatives: tuple[str, ...]
    kind: str
    scope: str
    position: str
    start: int | None
    end: int | None
    name_start: int | None = None
    name_end: int | None = None


@dataclass(frozen=True)
class ArticleFacts:
    """One article: size, house, time and credits."""

    article: str
    words: int
    length: int  # code points, furniture left out
    house: str | None  # who published it, for telling versions from copies
    published_from: datetime | None
    published_to: datetime | None
    lead: int  # where its opening begins
    credits: tuple[NamedCredit, ...]
    quotes: tuple[tuple[int, int], ...]
    itself: frozenset[str]  # agencies that its outlet is, by name or address
    text: str = field(repr=False)
    outlet: str | None = None  # as people write its name
    furniture: tuple[tuple[int, int], ...] = ()
    release: bool = False  # it is a press release

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """Sorts articles by time, unknown last, then by id."""
        return self.published_from is None, self.published_from or datetime.max.replace(tzinfo=UTC), self.article

    @cached_property
    def take(self) -> int | None:
        """The number of the take that its text is, where a wire wrote one above it."""
        return take(self.text)

    @cached_property
    def item_version(self) -> tuple[str, int] | None:
        """The agency's item that it is, and which version, where its id says so."""
        return item_version(self.article)

    @cached_property
    def own_agencies(self) -> frozenset[str]:
        """Agencies that the article's own outlet is."""
        return self.itself | {c.agency for c in self.credits if c.kind == "self" and c.agency}

    def marked(self, start: int, end: int) -> int:
        """How many code points of a span stand in quotation marks."""
        return self._marked_before(end) - self._marked_before(start)

    def _marked_before(self, position: int) -> int:
        starts, ends, sums = self._marks
        number = bisect_right(starts, position)
        return 0 if not number else sums[number - 1] + min(position, ends[number - 1]) - starts[number - 1]

    @cached_property
    def _marks(self) -> tuple[list[int], list[int], list[int]]:
        """Starts and ends of the quotations, none overlapping another, and the length of all before each."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(self.quotes):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        sums = [0, *accumulate(end - start for start, end in merged)]
        return [start for start, _ in merged], [end for _, end in merged], sums

    def story_credits(self) -> Sequence[NamedCredit]:
        """Credits that govern the whole report, by another body than its own outlet."""
        return self._story_credits

    @cached_property
    def _story_credits(self) -> tuple[NamedCredit, ...]:
        story = (c for c in self.credits if c.scope == "story" and c.kind in ("credit", "citation"))
        return tuple(credit for credit in story if not self._of_itself(credit))

    def passage_credits(self) -> list[NamedCredit]:
        """Citations and quotes within the report."""
        return [c for c in self.credits if c.scope == "passage" and c.kind != "self" and not self._of_itself(c)]

    def relays(self) -> Sequence[NamedCredit]:
        """Bodies that passed the report on."""
        return self._relays

    @cached_property
    def _relays(self) -> tuple[NamedCredit, ...]:
        return tuple(credit for credit in self.credits if credit.kind == "relay")

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Agencies that it names as the origin of its story."""
        return frozenset(c.agency for c in self.story_credits() if c.agency)

    @cached_property
    def nameless(self) -> bool:
        """Whether it credits agencies without naming one."""
        return any(c.agency is None and not c.alternatives for c in self.story_credits())

    @cached_property
    def dateline_agency(self) -> str | None:
        """The agency of its dateline, which may be its own where no outlet is known."""
        return next((c.agency for c in self.credits if c.position == "dateline" and c.kind == "credit"), None)

    def _of_itself(self, credit: NamedCredit) -> bool:
        return credit.agency is not None and credit.agency in self.own_agencies


def article_facts(
    articles: pl.DataFrame,
    credits: pl.DataFrame,
    quotes: pl.DataFrame,
    names: Mapping[str, str],
    own_agencies: Callable[[str | None, str | None], frozenset[str]],
) -> Mapping[str, ArticleFacts]:
    """Facts by article, from the ARTICLES, CREDITS and QUOTES tables.

    `names` are those of the agencies by id, `own_agencies` which of them an outlet is, by name and address.
    """
    itself = cache(own_agencies)  # outlets are few
    named_credits, quote_spans = _named_credits(credits, names), _quote_spans(quotes)
    columns = ("article", "words", "outlet", "url", "published_from", "published_to", "furniture", "text")
    return {
        row["article"]: _facts(
            row,
            itself(row["outlet"], domain(row["url"])),
            named_credits.get(row["article"], ()),
            quote_spans.get(row["article"], ()),
        )
        for row in articles.select(columns).iter_rows(named=True)
    }


def _facts(
    row: Mapping[str, Any], itself: frozenset[str], credits: Sequence[NamedCredit], quotes: Sequence[tuple[int, int]]
) -> ArticleFacts:
    furniture = tuple((span["start"], span["end"]) for span in row["furniture"] or ())
    return ArticleFacts(
        row["article"],
        row["words"] or 0,
        len(row["text"]) - sum(end - start for start, end in furniture),
        _house(row["outlet"], row["url"], itself),
        row["published_from"],
        row["published_to"],
        _lead(furniture),
        tuple(credits),
        tuple(quotes),
        itself,
        row["text"],
        row["outlet"],
        furniture,
        is_release(row["outlet"], row["url"], row["text"]),
    )


def _named_credits(credits: pl.DataFrame, names: Mapping[str, str]) -> dict[str, list[NamedCredit]]:
    """The rows of CREDITS by article, in order of place."""
    columns = ("alternatives", "kind", "scope", "position", "start", "end", "name_start", "name_end")
    by_article: dict[str, list[NamedCredit]] = defaultdict(list)
    for row in credits.sort("article", "start", "name_start", "agency", "kind").iter_rows(named=True):
        alternatives, *others = (row[column] for column in columns)
        by_article[row["article"]].append(
            NamedCredit(row["agency"], _name(row, names), tuple(alternatives or ()), *others)
        )
    return by_article


def _quote_spans(quotes: pl.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Where the rows of QUOTES stand, by article, in order of place."""
    by_article: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in quotes.select("article", "start", "end").sort("article", "start").iter_rows():
        by_article[article].append((start, end))
    return by_article


def _house(outlet: str | None, url: str | None, itself: frozenset[str]) -> str | None:
    """The publisher; of an agency its id, for it has an address in each country."""
    return next(iter(itself)) if len(itself) == 1 else outlet_of(outlet, url)


def _name(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if row["agency"]:
        return names.get(row["agency"], str(row["agency"]))
    others = [names.get(agency, agency) for agency in row["alternatives"] or ()]
    return f"one of {', '.join(others)}" if others else "agencies without naming them"


def _lead(furniture: Iterable[tuple[int, int]]) -> int:
    """Where the opening begins: behind furniture that stands above it."""
    lead = 0
    for start, end in furniture:
        if start - lead < _ABOVE:
            lead = end
    return lead
