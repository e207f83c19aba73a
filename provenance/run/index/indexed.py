"""Those who stand at the gate are held against the articles of an index, too. Loaded where an index is given."""

from dataclasses import replace
from pathlib import Path

from provenance.base.settings import Settings
from provenance.run.gate.arrivals import Arrivals
from provenance.run.index.opened import Index


def with_indexed(arrived: Arrivals, path: Path, settings: Settings) -> Arrivals:
    """The same, and the articles of the index that may share text with those added.

    One whose id is here already is the article itself, and left out.
    """
    index = Index(path, settings)
    added = [article for article, new in zip(arrived.articles, arrived.added, strict=True) if new]
    others = [record.as_article() for record in index.relatives(added, arrived.names)]
    rows = [*zip(arrived.articles, arrived.files, arrived.shown, arrived.added, arrived.sampled, strict=True)]
    rows += [(article, f"{path}:{article.article}", article.path or article.article, False, True) for article in others]
    rows.sort(key=lambda row: row[0].article)
    articles, files, shown, new, sampled = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    indexed = {name for pair in arrived.accepted for name in pair if name in index}
    names = arrived.names | indexed | {article.article for article in others}
    return replace(arrived, articles=articles, files=files, shown=shown, added=new, sampled=sampled, names=names)
