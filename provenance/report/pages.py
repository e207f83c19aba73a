"""The folder of reports: an index, and a page for each article about which something was found."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from provenance.base.aside import aside
from provenance.base.tables import Tables
from provenance.report.html import index_of, page
from provenance.report.lookup import Lookup
from provenance.report.overview import Kin, Overview, of_all
from provenance.report.verdict import told

ALL = 500  # articles up to which every one gets a page
MOST = 1_000  # pages of one trace, about 25 kB each; `provenance report` shows any other article
INDEX = "index.html"


def write_report(
    tables: Tables, run: Mapping[str, Any], folder: Path, *, agencies: Mapping[str, str] | None = None
) -> list[Path]:
    """Writes `index.html` and the pages; the paths written, sorted. `agencies` maps ids to names.

    In a corpus of more than ALL articles only those with a derivation, cluster or passage get a page, MOST at most.
    """
    look = Lookup.of(tables, agencies)
    view = of_all(look)
    pages = {article: file_name(article) for article in _worth(look, view)}
    families = _families(view)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder, {INDEX, *pages.values()})
    written = [_write(folder / INDEX, index_of(view, run, pages))]
    for article, name in pages.items():
        story = told(look, article)
        written.append(_write(folder / name, page(story, family=families.get(article), pages=pages, index=INDEX)))
    return sorted(written)


def file_name(article: str) -> str:
    """A safe and short name that two ids never share.

    >>> file_name("fire/Wire copy.txt"), file_name("../../etc/passwd")
    ('fire-wire-copy-txt-905c9e7a0a.html', 'etc-passwd-3754d6cb3a.html')
    """
    slug = re.sub("[^a-z0-9]{1,999}", "-", article[:999].lower()).strip("-")[:40].strip("-")
    digest = hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug}-{digest}.html" if slug else f"{digest}.html"


def _worth(look: Lookup, view: Overview) -> list[str]:
    """The articles that get a page, by id."""
    if len(look.places) <= ALL:
        return sorted(look.places)
    found = {node.key for family in view.families for node in family.nodes if not node.unseen}
    found |= {article for article in look.passages if article in look}
    return sorted(found)[:MOST]


def _families(view: Overview) -> dict[str, Kin]:
    return {node.key: family for family in view.families for node in family.nodes}


def _clear(folder: Path, names: Iterable[str]) -> None:
    """Takes away pages of an earlier trace: only files with our kind of name."""
    kept = set(names)
    for path in sorted(folder.glob("*.html")):
        if path.name not in kept and re.fullmatch(r"(?:[a-z0-9-]{1,40}-)?[0-9a-f]{10}\.html", path.name):
            path.unlink()


def _write(path: Path, text: str) -> Path:
    with aside(path) as file:
        file.write(text.encode())
    return path
