"""A story becomes one self-contained page, and a whole trace an index: no script, no address but the article's own."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from provenance.base.tables import Tables
from provenance.report import palette, wording
from provenance.report.beside import anchor, shown_passages, side_by_side
from provenance.report.marked import LONGEST, tones
from provenance.report.markup import address, language, shown, visible
from provenance.report.overview import Kin, Overview, overview
from provenance.report.quotations import here, there
from provenance.report.story import Derivation, Node, Story, quoted_apart, said
from provenance.report.svg import drawing
from provenance.report.verdict import INFORMATION, quoted

if TYPE_CHECKING:
    from jinja2 import Environment

FAMILIES = 12  # drawings of an index
QUOTED = 40  # quotations that a page lists
LISTED = 1_000  # articles that an index lists
CLOSED = "base-uri 'none'; form-action 'none'"  # not covered by default-src


def page(story: Story, *, family: Kin | None = None, pages: Mapping[str, str] | None = None, index: str = "") -> str:
    """One article's page. `pages` maps article ids to the file names of their pages, `index` is that of the index.

    Without `family` the drawing holds what the story itself names.
    """
    kin = family or near(story)
    return _rendered(
        "article.html",
        story=story,
        pages=pages or {},
        index=index,
        language=language(story.language),
        address=address(story.url),
        anchor=anchor(story),
        graph=drawing(kin.nodes, kin.derivations, name="graph", focus=story.article, pages=pages)
        if len(kin.nodes) > 1
        else "",
        counterparts=_counterparts(story),
        quotations=[(row, here(row)) for row in story.quotations[:QUOTED]],
        rows=side_by_side(story),
        passages_left_out=len(story.passages) - len(shown_passages(story)),
        text_length=min(len(story.text), LONGEST),
        cut=LONGEST if len(story.text) > LONGEST else 0,
    )


def fault_page(article: str, error: str, *, index: str) -> str:
    """The page of an article whose report could not be made: it names the error."""
    return _rendered("fault.html", article=article, error=error, index=index)


def index(
    tables: Tables,
    run: Mapping[str, Any],
    *,
    pages: Mapping[str, str] | None = None,
    agencies: Mapping[str, str] | None = None,
) -> str:
    """The whole trace on one page; `pages` maps article ids to the file names of their pages."""
    return index_of(overview(tables, agencies), run, pages or {})


def index_of(view: Overview, run: Mapping[str, Any], pages: Mapping[str, str]) -> str:
    """The same from an overview that exists already."""
    best: dict[str, Derivation] = {}
    for derivation in sorted(
        view.derivations, key=lambda d: d.relation in INFORMATION
    ):  # text first, then by probability
        best.setdefault(derivation.derived.key, derivation)
        if derivation.direction != "known":
            best.setdefault(derivation.source.key, derivation)
    return _rendered(
        "index.html",
        view=view,
        version=str(run.get("version", "")),
        pages=pages,
        figures=[*_figures(view, run.get("ledger", {})), *_strange(run.get("translation", {}))],
        families=[
            {
                "heading": _heading(family),
                "rows": family.derivations,
                "graph": drawing(family.nodes, family.derivations, name=f"graph-{number}", pages=pages),
            }
            for number, family in enumerate(view.families[:FAMILIES], 1)
        ],
        families_left_out=max(len(view.families) - FAMILIES, 0),
        articles=[(node, best.get(node.key)) for node in view.articles[:LISTED]],
        articles_left_out=max(len(view.articles) - LISTED, 0),
        unwritten=len(view.articles) - len(pages),
    )


def near(story: Story) -> Kin:
    """The part of its family that a story itself names."""
    edges = (*story.sources, *story.unclear, *story.beyond, *story.drawn_on_by)
    nodes = {n.key: n for edge in edges for n in (edge.source, edge.derived)} | {story.article: story.node}
    return Kin(tuple(nodes[key] for key in sorted(nodes)), edges)


def _figures(view: Overview, ledger: Mapping[str, int]) -> list[tuple[str, str]]:
    counted = [
        (len(view.derivations), "derivation", "derivations"),
        (len(view.families), "family", "families"),
        (len(view.unseen), "unseen source", "unseen sources"),
        (sum(len(c.others) for c in view.clusters), "near-duplicate that can go", "near-duplicates that can go"),
        (len(view.alone), "article without source or follower", "articles without source or follower"),
    ]
    if ledger.get("rejected"):
        counted.append((ledger["rejected"], "input rejected, see ledger.jsonl", "inputs rejected, see ledger.jsonl"))
    return [(f"{number:,}", one if number == 1 else more) for number, one, more in counted if number]


def _strange(translation: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The languages whose sentences were not compared with those of other languages."""
    names = translation.get("not_compared") or ()
    if not names:
        return []
    noun = "language" if len(names) == 1 else "languages"
    return [(f"{len(names)}", f"{noun} compared with others by names and numbers only: {', '.join(names)}")]


def _heading(family: Kin) -> str:
    """A family is named by its most drawn-on node."""
    drawn = {node.key: 0.0 for node in family.nodes}
    for derivation in family.derivations:
        drawn[derivation.source.key] += derivation.probability
    top = max(family.nodes, key=lambda node: (drawn[node.key], node.key))
    name = quoted(top, 90)
    unseen = sum(node.unseen for node in family.nodes)
    articles = wording.many(len(family.nodes) - unseen, "article")
    hidden = f" and {wording.many(unseen, 'unseen source')}" if unseen else ""
    return f"{name[:1].upper()}{name[1:]}: {articles}{hidden}"


def _counterparts(story: Story) -> list[tuple[int, Node]]:
    named = {p.other.key: p.other for p in story.passages}
    return [(number, named[key]) for key, number in tones(story).items()][: len(palette.TINTS_LIGHT)]


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (heavy; only where HTML is wanted)

    made = Environment(
        loader=PackageLoader("provenance.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {
        "shown": shown,
        "visible": visible,
        "short": wording.shortened,
        "many": wording.many,
        "percent": wording.percent,
        "likely": wording.likely,
        "signed": wording.signed,
        "candidates": wording.candidates,
        "said": said,
        "apart": quoted_apart,
        "there": there,
        "relation": lambda name: wording.RELATIONS.get(name, wording.shortened(name, 40)),
        "kind": lambda name: wording.KINDS.get(name, name),
        "scope": lambda name: wording.SCOPES.get(name, "scope unknown"),
    }
    style = _style(made)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made.globals |= {
        "style": Markup(style),  # noqa: S704 (our own file)
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; {CLOSED}",
        "limits": wording.LIMITS,
    }
    return made


def _style(environment: "Environment") -> str:
    light = palette.variables(palette.LIGHT, palette.TINTS_LIGHT, palette.LINES_LIGHT)
    dark = palette.variables(palette.DARK, palette.TINTS_DARK, palette.LINES_DARK)
    style = environment.get_template("style.css").render(light=light, dark=dark)
    return style.replace("\r\n", "\n")  # a checkout may turn line ends; browsers hash what they have made LF


def _rendered(name: str, **values: object) -> str:
    return _environment().get_template(name).render(**values)
