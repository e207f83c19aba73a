"""A story becomes one self-contained page: no script, no address but the article's own."""

from collections.abc import Mapping

from provenance.report import palette
from provenance.report.beside import anchor, shown_passages, side_by_side
from provenance.report.condensed import condensed
from provenance.report.marked import LONGEST, tones
from provenance.report.markup import address, language
from provenance.report.overview import Kin
from provenance.report.quotations import here
from provenance.report.rendering import rendered
from provenance.report.story import Node, Story
from provenance.report.svg import drawing

QUOTED = 40  # quotations that a page lists


def page(story: Story, *, family: Kin | None = None, pages: Mapping[str, str] | None = None, index: str = "") -> str:
    """One article's page. `pages` maps article ids to the file names of their pages, `index` is that of the index.

    Without `family` the drawing holds what the story itself names.
    """
    kin = family or near(story)
    part = condensed(kin.nodes, kin.derivations, story.article)
    return rendered(
        "article.html",
        story=story,
        pages=pages or {},
        index=index,
        language=language(story.language),
        address=address(story.url),
        anchor=anchor(story),
        graph=drawing(part.nodes, part.edges, name="graph", focus=story.article, pages=pages)
        if len(part.nodes) > 1
        else "",
        caption=part.caption,
        counterparts=_counterparts(story),
        quotations=[(row, here(row)) for row in story.quotations[:QUOTED]],
        rows=side_by_side(story),
        passages_left_out=len(story.passages) - len(shown_passages(story)),
        text_length=min(len(story.text), LONGEST),
        cut=LONGEST if len(story.text) > LONGEST else 0,
    )


def fault_page(article: str, error: str, *, index: str) -> str:
    """The page of an article whose report could not be made: it names the error."""
    return rendered("fault.html", article=article, error=error, index=index)


def near(story: Story) -> Kin:
    """The part of its family that a story itself names."""
    edges = (*story.sources, *story.unclear, *story.beyond, *story.drawn_on_by)
    nodes = {n.key: n for edge in edges for n in (edge.source, edge.derived)} | {story.article: story.node}
    return Kin(tuple(nodes[key] for key in sorted(nodes)), edges)


def _counterparts(story: Story) -> list[tuple[int, Node]]:
    named = {p.other.key: p.other for p in story.passages}
    return [(number, named[key]) for key, number in tones(story).items()][: len(palette.TINTS_LIGHT)]
