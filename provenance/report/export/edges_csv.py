"""The derivations as CSV that is safe to open in a spreadsheet: RFC 4180, one claim a row."""

import csv
import io
import unicodedata

from provenance.base.escaping import one_line
from provenance.report.export.claims import Claim, Claims

COLUMNS = (
    "derived", "derived_kind", "derived_label", "source", "source_kind", "source_label", "relation", "direction",
    "rank", "probability", "reasons",
)  # fmt: skip
FORMULA = frozenset("=+-@\N{MINUS SIGN}")  # what a spreadsheet takes for the beginning of a formula


def edges_csv(claims: Claims) -> str:
    """A header and a row for every claim, lines ended by CR LF; hidden characters stand as visible escapes."""
    to = io.StringIO(newline="")
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in _row(claim)] for claim in claims.claims)
    return to.getvalue()


def _row(claim: Claim) -> tuple[str, ...]:
    ends = [field for end in (claim.derived, claim.source) for field in (end.key, end.kind, end.label)]
    return (*ends, claim.relation, claim.direction, str(claim.rank), repr(claim.probability), "; ".join(claim.notes))


def cell(text: str) -> str:
    r"""The text on one line, with an apostrophe before it where a spreadsheet would run it.

    >>> cell("=1+1"), cell("\uff1d1+1"), cell(" \t@SUM(A1)"), cell("1 = 1"), cell("\n-1")
    ("'=1+1", "'＝1+1", "' \\t@SUM(A1)", '1 = 1', "'\\n-1")
    """
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])[:1]  # full-width, small and raised forms count too
    risky = first in FORMULA or text[:1] in ("\t", "\r", "\n")
    return ("'" if risky and text else "") + one_line(text)
