"""Two files side by side: read and traced by themselves, with what speaks for and against an edge."""

from pathlib import Path

from provenance.base.errors import InputError
from provenance.base.settings import Settings
from provenance.corpus.articles import articles as read_articles
from provenance.report.comparison import Comparison, comparison
from provenance.run.journey import traced
from provenance.run.story import weighed


def comparison_of(left: Path, right: Path, settings: Settings) -> Comparison:
    """Two files, read and traced by themselves: what they share, judged without a corpus around them."""
    if left.exists() and right.exists() and left.samefile(right):
        raise InputError("E-COMPARE", "A and B are the same file", advice="another file for B", path=right)
    read, ledger = read_articles([left, right], settings)
    for path in (left, right):
        amiss = [e for e in ledger if e.verdict == "rejected" and Path(e.path).name == path.name]
        if amiss:
            raise InputError(amiss[0].code, amiss[0].message, path=path)
    if read.height != 2:
        what = f"these two files hold {read.height} articles, not one each"
        raise InputError("E-COMPARE", what, advice="provenance trace on both, then provenance compare A B --from OUT")
    tables, rows = traced(read, settings), read.select("article", "path").rows()
    first, second = sorted(rows, key=lambda row: Path(row[1]) != left)  # A is the one that was given first
    return comparison(tables, first[0], second[0], weighed=weighed(tables, first[0], second[0]))
