"""The folder of reports: an index, and a page for each article about which something was found."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from provenance.base.atomic_write import atomic_write
from provenance.base.tables import Tables
from provenance.report.comparison import compared
from provenance.report.lookup import Lookup
from provenance.report.overview import Kin, Overview, of_all
from provenance.report.verdict import story_from
from provenance.report.web.html import article_page, fault_page
from provenance.report.web.index_page import index_pages, list_name
from provenance.report.web.pair_page import pair_page

ALL = 500  # articles up to which every one gets a page
MOST = 1_000  # pages of one trace, about 25 kB each; `provenance report` shows any other article
PAIRS = 200  # pages of two articles side by side, 20 ms each; `provenance compare --format html` shows any other two
RANKS = 2  # the chosen source of each passage and the runner-up
INDEX = "index.html"
OURS = re.compile(r"(?:(?:pair-)?(?:[a-z0-9-]{1,40}-)?[0-9a-f]{10}|articles-\d{1,2})\.html")  # names of our pages

OnFault = Callable[[str, str], None]  # the article's id, and the error as "KeyError: 'text'"


def write_report(
    tables: Tables,
    run: Mapping[str, Any],
    folder: Path,
    *,
    agencies: Mapping[str, str] | None = None,
    on_fault: OnFault | None = None,
) -> list[Path]:
    """Writes `index.html` and the pages; the paths written, sorted. `agencies` maps ids to names.

    In a corpus of more than ALL articles only those with a derivation, cluster or passage get a page, MOST at most.
    A page that raises an error costs itself only where `on_fault` is given: a page that says so takes its place, and
    `on_fault` is called. An OSError is raised in any case, since the next page would meet it too.
    """
    look = Lookup.of(tables, agencies)
    view = of_all(look)
    pages = {article: file_name(article) for article in _worth(look, view)}
    pairs = {pair: pair_name(*pair) for pair in _pairs(look, pages)}
    families = _families(view)
    folder.mkdir(parents=True, exist_ok=True)
    lists = {list_name(number): text for number, text in enumerate(index_pages(look, view, run, pages), 1)}
    _clear(folder, {*lists, *pages.values(), *pairs.values()})
    written = [_write(folder / name, text) for name, text in lists.items()]
    beside = _beside(pairs)
    for article, name in pages.items():
        text = _page(look, article, families.get(article), pages, beside.get(article, {}), on_fault)
        written.append(_write(folder / name, text))
    for (derived, source), name in pairs.items():
        written.append(_write(folder / name, _pair(look, derived, source, pages, on_fault)))
    return sorted(written)


def _page(
    look: Lookup,
    article: str,
    family: Kin | None,
    pages: Mapping[str, str],
    beside: Mapping[str, str],
    on_fault: OnFault | None,
) -> str:
    try:
        return article_page(story_from(look, article), family=family, pages=pages, beside=beside, index=INDEX)
    except Exception as error:
        return _faulty(article, error, on_fault)


def _pair(look: Lookup, derived: str, source: str, pages: Mapping[str, str], on_fault: OnFault | None) -> str:
    try:
        return pair_page(compared(look, derived, source), pages=pages, index=INDEX)
    except Exception as error:
        return _faulty(derived, error, on_fault)


def _faulty(article: str, error: Exception, on_fault: OnFault | None) -> str:
    """A page that says what went wrong; raises where nobody would be notified, or every page would fail alike."""
    if on_fault is None or isinstance(error, OSError):
        raise error
    message = f"{type(error).__name__}: {error}"
    on_fault(article, message)
    return fault_page(article, message, index=INDEX)


def _pairs(look: Lookup, pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs that get a page: each article with the sources that its own page shows, the chosen and surest first."""
    rows = [
        row
        for article in pages
        for row in look.drawn.get(article, [])
        if row["source_kind"] == "article" and row["source"] in look and row["rank"] <= RANKS
    ]
    return [(row["derived"], row["source"]) for row in sorted(rows, key=_by_certainty)][:PAIRS]


def _by_certainty(row: Mapping[str, Any]) -> tuple[int, float]:
    return row["rank"], -row["probability"]


def _beside(pairs: Mapping[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    """By article, the pages that show it beside another, by that other."""
    by_article: dict[str, dict[str, str]] = {}
    for (derived, source), name in pairs.items():
        by_article.setdefault(derived, {})[source] = name
        by_article.setdefault(source, {})[derived] = name
    return by_article


def file_name(article: str) -> str:
    """A safe and short name that two ids never share.

    >>> file_name("fire/Wire copy.txt"), file_name("../../etc/passwd")
    ('fire-wire-copy-txt-905c9e7a0a.html', 'etc-passwd-3754d6cb3a.html')
    """
    slug = re.sub("[^a-z0-9]{1,999}", "-", article[:999].lower()).strip("-")[:40].strip("-")
    digest = hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug}-{digest}.html" if slug else f"{digest}.html"


def pair_name(derived: str, source: str) -> str:
    """The same for the page of two articles.

    >>> pair_name("fire/cut.txt", "fire/wire.txt")
    'pair-fire-cut-txt-fire-wire-txt-ea42ed9ba8.html'
    """
    return f"pair-{file_name(f'{derived} {source}')}"


def _worth(look: Lookup, view: Overview) -> list[str]:
    """The articles that get a page: those of large and sure families first, then those that share a passage."""
    if len(look.places) <= ALL:
        return sorted(look.places)
    related = [node.key for family in view.families for node in family.articles]
    sharing = sorted(article for article in look.passages if article in look)
    return list(dict.fromkeys([*related, *sharing]))[:MOST]


def _families(view: Overview) -> dict[str, Kin]:
    return {node.key: family for family in view.families for node in family.nodes}


def _clear(folder: Path, names: Iterable[str]) -> None:
    """Takes away pages of an earlier trace: only files with our kind of name."""
    kept = set(names)
    for path in sorted(folder.glob("*.html")):
        if path.name not in kept and OURS.fullmatch(path.name):
            path.unlink()


def _write(path: Path, text: str) -> Path:
    with atomic_write(path) as file:
        file.write(text.encode())
    return path
