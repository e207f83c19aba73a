"""A text that somebody asks about becomes pages: its report, a page beside each counterpart, and the same as JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import quote

from provenance.base.errors import InputError
from provenance.base.escaping import QUERY, printable_json
from provenance.base.settings import Settings
from provenance.corpus.article import Article
from provenance.origin.credits.catalogue import Catalogue
from provenance.report.as_json import value
from provenance.report.comparison import compared
from provenance.report.lookup import Lookup
from provenance.report.story import Story
from provenance.report.verdict import story_from
from provenance.report.web.html import article_page
from provenance.report.web.pair_page import pair_page
from provenance.run.gate.filling import one_article
from provenance.run.index.opened import Index
from provenance.run.one_story import agencies
from provenance.run.out import read_tables
from provenance.run.trace import agency_names

COUNTERPARTS = 12  # that get a page side by side with the article, 20 ms each
HOME, HOME_NAME = "/", "Compare another text"
REPORT, REPORT_NAME = "report.html", "Its report"


class Pages(NamedTuple):
    """One answer: pages by their file names, and JSON for programs."""

    pages: dict[str, str]
    data: str


@dataclass(frozen=True)
class Collection:
    """The articles that texts are compared with: an index, and the trace that it was made of, where there is one."""

    index: Index
    trace: Lookup | None = None
    catalogue: Catalogue = field(default_factory=Catalogue.load)

    @classmethod
    def opened(cls, index: Path, out: Path | None, settings: Settings) -> Self:
        """The collection in these folders."""
        if out is None:
            return cls(Index(index, settings))
        tables, run = read_tables(out)
        return cls(Index(index, settings), Lookup.of(tables, agencies(run)))

    def about_text(self, name: str, data: bytes) -> Pages:
        """The answer about a file's bytes; InputError where they hold no article, or more than one."""
        return self._about(one_article(name, data, self.index.settings), ())

    def about_member(self, name: str) -> Pages:
        """The answer about an article of the collection; InputError where no article has that id."""
        if self.trace is not None and name in self.trace:
            return answer_pages(self.trace, story_from(self.trace, name), {"article": name})
        record = self.index.record(name)
        if record is None:
            raise InputError("E-NO-ARTICLE", f"there is no article {name!r} here")
        return self._about(record.as_article(), (name,))

    def _about(self, article: Article, without: Sequence[str]) -> Pages:
        answer = self.index.query(article, sources=True, without=without)
        assert answer.tables is not None
        look = Lookup.of(answer.tables, agency_names(answer.tables, self.catalogue))
        story = story_from(look, QUERY + article.article, collection=len(self.index) + 1 - len(without))
        return answer_pages(look, story, answer.as_json(), (row.article for row in answer.near_duplicates))


def answer_pages(look: Lookup, story: Story, data: Mapping[str, Any], near_duplicates: Iterable[str] = ()) -> Pages:
    """The pages about the article of a story; `near` are its near-duplicates, `data` is JSON's, beside the story."""
    linked = {name: member_address(name) for name in look.places if name != story.article}
    beside = {name: f"beside-{number}.html" for number, name in enumerate(_counterparts(story, near_duplicates), 1)}
    pages = {REPORT: article_page(story, pages=linked, beside=beside, index=HOME, index_name=HOME_NAME)}
    for name, file in beside.items():
        pair = compared(look, story.article, name)
        pages[file] = pair_page(pair, pages=linked, index=REPORT, index_name=REPORT_NAME)
    content = {**data, "report": value(story)}
    return Pages(pages, printable_json(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)) + "\n")


def member_address(name: str) -> str:
    """Where the answer about an article of the collection is.

    >>> member_address("a b&c.txt")
    '/articles?id=a%20b%26c.txt'
    """
    return f"/articles?id={quote(name, safe='')}"


def _counterparts(story: Story, near_duplicates: Iterable[str]) -> list[str]:
    """The articles that are shown beside this one: its sources, what may be one, its copies, who shares its words."""
    edges = [*story.sources, *story.unclear, *story.drawn_on_by]
    ends = [node for edge in edges for node in (edge.source, edge.derived)]
    ends += [node for node, _ in story.shares.holders]
    names = [*(node.key for node in ends if not node.unseen and node.key != story.article), *near_duplicates]
    return list(islice(dict.fromkeys(names), COUNTERPARTS))
