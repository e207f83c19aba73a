"""The kind of a mention, decided: where a false credit costs more than a missed one, doubt is silence."""

from collections.abc import Mapping
from math import fsum

from provenance.origin.credits import positions
from provenance.origin.credits.credit import CreditRow, of_name
from provenance.origin.credits.mentions import NameMention
from provenance.origin.credits.model import PASSAGE, STORY
from provenance.origin.credits.places import CreditArticle, chained

SURE = 0.7  # probability from which a mention that no rule knows signs for the story
CITED = 0.6  # the same for a passage
KEPT = 0.15  # probability below which what a rule says is dropped
AMBIGUOUS = 0.2  # more of it for a name that means other things too
_BARRED_GRADES = frozenset(("common", "unnamed"))  # names that only a rule makes a credit
_BARRED = frozenset(("company", "person"))  # guards that only a rule overcomes
_LONGEST = 120  # characters of a line that is the credit as a whole


def decided_credit(
    article: CreditArticle, number: int, mention: NameMention, likely: Mapping[str, float]
) -> CreditRow | None:
    """The credit of mention number `number`, by its rule where the model does not object, else by the model alone."""
    story = fsum(likely[kind] for kind in STORY)
    passage = fsum(likely[kind] for kind in PASSAGE)
    row = mention.row
    if row:
        passage_only = row.scope == "passage" or row.kind in PASSAGE
        if (story + passage if passage_only else story) >= KEPT:
            return row
    name = mention.name
    if name.grade in _BARRED_GRADES or _BARRED & set(mention.guards) or article.body.is_furniture(name.start):
        return None
    more = AMBIGUOUS if name.grade == "needs_cue" else 0
    if story >= SURE + more:
        return of_name(name, chained(article, number), "story", _line(article, number), "byline")
    if passage >= CITED + more:
        kind = max(sorted(PASSAGE), key=lambda kind: likely[kind])
        return of_name(name, kind, "passage", (name.start, name.end), "passage")
    return None


def _line(article: CreditArticle, number: int) -> tuple[int, int]:
    """The line of the name where it is short enough to be the credit, else the name."""
    text, name = article.text, article.names[number]
    first = positions.line_start(text, name.start, _LONGEST)
    stop = text.find("\n", name.end, name.end + _LONGEST)
    last = stop if stop >= 0 else len(text)
    return positions.trimmed(text, first, last) if first >= 0 and last - first <= _LONGEST else (name.start, name.end)
