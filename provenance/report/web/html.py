"""A story becomes one self-contained page: no script, no address but the article's own."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from provenance.report.overview import Kin
from provenance.report.quotations import here
from provenance.report.story import Node, Story
from provenance.report.web import palette
from provenance.report.web.beside import anchor, prose_lines, side_by_side
from provenance.report.web.condensed import Condensed, condensed
from provenance.report.web.marked import LONGEST, source_numbers, tones
from provenance.report.web.markup import language_code, web_link
from provenance.report.web.rendering import INDEX_NAME, rendered
from provenance.report.web.stretches import SharedStretch, shared_stretches
from provenance.report.web.svg import drawing

QUOTED = 5  # quotations that a page lists
TALL = 45  # lines from which the text has a window of its own, so that the page stays short
TALL_ON_PHONES = 14  # the same on a small screen, where a line is half as long


def article_page(
    story: Story,
    *,
    family: Kin | None = None,
    pages: Mapping[str, str] | None = None,
    beside: Mapping[str, str] | None = None,
    index: str = "",
    index_name: str = INDEX_NAME,
) -> str:
    """One article's page. `pages` maps article ids to the file names of their pages, `index` is that of the index.

    `beside` does so for the pages that show this article side by side with another, by that other. Without `family` the
    drawing holds what the story itself names.
    """
    kin = family or near(story)
    view = condensed(kin.nodes, kin.derivations, story.article)
    stretch_list = shared_stretches(story)
    return rendered(
        "article.html",
        story=story,
        pages=pages or {},
        beside=beside or {},
        index=index,
        index_name=index_name,
        language=language_code(story.language),
        address=web_link(story.url),
        anchor=anchor(story, stretch_list),
        ranks=source_numbers(story),
        first=_first(stretch_list),
        graph=_graph(view, story.article, pages),
        caption=view.caption,
        counterparts=_counterparts(story),
        quotations=[(row, here(row)) for row in story.quotations[:QUOTED]],
        rows=side_by_side(story, stretch_list),
        unnumbered=_unnumbered(story, stretch_list),
        text_length=min(len(story.text), LONGEST),
        cut=LONGEST if len(story.text) > LONGEST else 0,
        window=text_window(story.text),
        speakers=len({quote.speaker for quote in story.quotes if quote.speaker}),
    )


def text_window(text: str) -> str:
    """The class of the window that a text is read in: on every screen, on small ones only, or in none."""
    height = prose_lines(text[:LONGEST])
    return "window" if height > TALL else "phone-window" if height > TALL_ON_PHONES else ""


def _graph(view: Condensed, focus: str, pages: Mapping[str, str] | None) -> Markup:
    """The drawing of a family; nothing where there is none."""
    if len(view.nodes) < 2:
        return Markup()
    return drawing(view.nodes, view.edges, name="graph", focus=focus, pages=pages, followers=view.followers)


def _first(stretch_list: Sequence[SharedStretch]) -> dict[str, int]:
    """By counterpart, the number of the first stretch that is shown beside its text."""
    numbers: dict[str, int] = {}
    for stretch in stretch_list:
        for node in (stretch.passage.other, *stretch.others):
            numbers.setdefault(node.key, stretch.passage.number)
    return numbers


def _unnumbered(story: Story, stretch_list: Sequence[SharedStretch]) -> int:
    """How many passages are in none of the stretches that are shown."""
    shown = [stretch.passage for stretch in stretch_list]
    return sum(
        not any(p.start < passage_shown.end and passage_shown.start < p.end for passage_shown in shown)
        for p in story.passages
    )


def fault_page(article: str, error: str, *, index: str) -> str:
    """The page of an article whose report could not be made: it names the error."""
    return rendered("fault.html", article=article, error=error, index=index)


def near(story: Story) -> Kin:
    """The part of its family that a story itself names."""
    edges = (*story.sources, *story.unclear, *story.beyond, *story.drawn_on_by)
    nodes = {n.key: n for edge in edges for n in (edge.source, edge.derived)} | {story.article: story.node}
    return Kin(tuple(nodes[key] for key in sorted(nodes)), edges)


def _counterparts(story: Story) -> list[tuple[int, int, Node]]:
    """The first counterparts with their numbers and tones, for the key above the text."""
    nodes = {p.other.key: p.other for p in story.passages}
    tone = tones(story)
    return [(number, tone[key], nodes[key]) for key, number in source_numbers(story).items()][
        : len(palette.TINTS_LIGHT)
    ]
