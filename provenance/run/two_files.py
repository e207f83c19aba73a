"""Two files side by side: read and traced by themselves, with what speaks for and against an edge."""

import os
from pathlib import Path

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.articles import articles as read_articles
from provenance.corpus.files import files as files_of
from provenance.corpus.files import names_one_place
from provenance.corpus.ledger import Entry
from provenance.report.comparison import Comparison, comparison
from provenance.run.journey import traced
from provenance.run.story import weighed


def _one_file(source: str | Path) -> str:
    """The name of a file; a pattern that one file fits becomes that file's."""
    if names_one_place(source):
        return str(source)
    items = list(files_of([source]))
    if len(items) != 1:
        what, advice = f"the pattern fits {len(items):,} files, not one", "one file for A and one for B"
        raise InputError("E-COMPARE", what, path=source, advice=advice)
    if isinstance(items[0], Entry) and items[0].verdict == "rejected":
        raise InputError(items[0].code, items[0].message, path=items[0].path)
    return items[0].path


def comparison_of(left: str | Path, right: str | Path, settings: Settings) -> Comparison:
    """Two files, read and traced by themselves: what they share, judged without a corpus around them.

    Each is a path, an address, or a pattern that one file fits.
    """
    paths = [_one_file(source) for source in (left, right)]
    if paths[0] == paths[1] or (all(map(os.path.exists, paths)) and Path(paths[0]).samefile(paths[1])):
        raise InputError("E-COMPARE", "A and B are the same file", advice="another file for B", path=right)
    read, ledger = read_articles(paths, settings)
    for path in paths:
        amiss = [e for e in ledger if e.verdict == "rejected" and Path(e.path).name == Path(path).name]
        if amiss:
            raise InputError(amiss[0].code, amiss[0].message, path=path)
    if read.height != 2:
        what = f"these two files hold {read.height} articles, not one each"
        raise InputError("E-COMPARE", what, advice="provenance trace on both, then provenance compare A B --from OUT")
    tables, rows = traced(read, settings), read.select("article", "path").rows()
    first, second = sorted(rows, key=lambda row: Path(row[1]) != Path(paths[0]))  # A was given first
    return comparison(tables, first[0], second[0], weighed=weighed(tables, first[0], second[0]))
