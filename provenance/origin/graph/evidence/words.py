"""What two articles' words say of which drew on which, beside the words of all their relatives.

A copy keeps its source's changes and seams, and adds its own; what a third article has as well tells whose is whose.
"""

from collections.abc import Collection, Iterable
from functools import reduce
from math import log, log1p
from operator import add

from provenance.origin.graph.coverage import CoverageGaps, FamilyCoverage
from provenance.origin.graph.evidence.row import Evidence
from provenance.origin.graph.evidence.weights import weights

LEAST_LACK = 0.05  # stretches; less is not worth a line
_CHUNK = 25  # words that are kept or cut together: about a sentence
_PLACES = {"top": "at the top", "middle": "in the middle", "end": "at the end"}


def by_words(derived: str, source: str, holds: FamilyCoverage) -> list[Evidence]:
    """All of it, as log weights for `derived` having drawn on `source`."""
    others = holds.others(derived, source)
    more, less = holds.gaps(derived, source), holds.gaps(source, derived)
    return [
        *_by_lack(derived, source, holds),
        *_by_nesting(derived, source, holds),
        *(_by_gaps(derived, source, more, less) if others else ()),  # whose a text is, two alone do not tell
        *(_by_changes(derived, source, more, less, holds) if others else ()),
        *_by_keeping(derived, source, holds, others=others),
        *_by_completeness(derived, source, holds),
    ]


def second(derived: str, source: str, holds: FamilyCoverage) -> str | None:
    """Another relative that the derived article likely drew on as well: it has what the source lacks."""
    return _lack(derived, source, holds)[1]


def _lack(derived: str, source: str, holds: FamilyCoverage) -> tuple[float, str | None]:
    """Stretches that one source leaves unexplained, or fewer and a second source with them."""
    weight = weights()["draws"]
    alone = holds.unexplained(derived, source)
    other = holds.complement(derived, source) if alone else None
    if other and _price(derived, other[0], holds) + weight["lack"] * min(alone, other[1]) > weight["lack"] * alone:
        return min(alone, other[1]), other[0]
    return alone, None


def _price(derived: str, other: str, holds: FamilyCoverage) -> float:
    """What it costs to suppose a second source: nothing where it is credited."""
    return 0.0 if (derived, other) in holds.credited else weights()["draws"]["merge"]


def _by_lack(derived: str, source: str, holds: FamilyCoverage) -> list[Evidence]:
    """Text that the derived article shares with others of the family, and that the source does not have."""
    lack, other = _lack(derived, source, holds)
    found = []
    if other:
        note = f"what {source} lacks stands in {other}: it may have drawn on both"
        found.append(Evidence("merge", _price(derived, other, holds), None, None, None, note))
    return [*found, *_lacking(derived, source, lack)]


def beyond(derived: str, source: str, page: Collection[str], holds: FamilyCoverage) -> list[Evidence]:
    """Of two versions of one page: text that the derived one shares with articles beyond it, and the source lacks."""
    return _lacking(derived, source, holds.unexplained(derived, source, but=page))


def _lacking(derived: str, source: str, lack: float) -> list[Evidence]:
    note = f"{derived} shares text with others that is not in {source}"
    cost = weights()["draws"]["lack"] * lack
    return [Evidence("lack", cost, None, None, None, note)] if lack >= LEAST_LACK else []


def _by_nesting(derived: str, source: str, holds: FamilyCoverage) -> list[Evidence]:
    """All that the derived article has of the family stands in a source that has only part of it: hardly by chance."""
    breadth = holds.breadth(source, derived)
    words = holds.words(derived, source)
    if breadth > 0.98 or not words:
        return []
    note = f"of what others have, {breadth:.0%} stands in {source}; and yet what {derived} has does"
    weight = weights()["draws"]["nested"] * min(4.0, -log(max(breadth, 0.1)) * words / _CHUNK)
    return [Evidence("nested", weight, None, None, None, note)]


def _by_gaps(derived: str, source: str, more: CoverageGaps, less: CoverageGaps) -> list[Evidence]:
    """Stretches that one of the two has and the other has not, by where they stand and whether others have them."""
    weight = weights()["draws"]
    found = []
    added = {name: getattr(more, name) for name in _PLACES}
    if any(added.values()):
        note = f"{derived} has text {_where(added)} that nobody else has"
        value = _added(weight[f"gain_{name}"] * log1p(n) for name, n in added.items())
        found.append(Evidence("addition", value, None, None, None, note))
    for suffix, whose in (("", "nobody else has"), ("_witnessed", "others have too")):
        cut = {name: getattr(less, name + suffix) for name in _PLACES}
        if any(cut.values()):
            note = f"{source} has text {_where(cut)} that {derived} lacks and {whose}"
            value = _added(weight[f"loss_{name}{suffix}"] * log1p(n) for name, n in cut.items())
            found.append(Evidence("omission", value, None, None, None, note))
    return found


def _where(counts: dict[str, float]) -> str:
    return ", ".join(_PLACES[name] for name, n in counts.items() if n)


def _by_changes(
    derived: str, source: str, more: CoverageGaps, less: CoverageGaps, holds: FamilyCoverage
) -> list[Evidence]:
    """Words changed, and seams where something was cut out: one's own, or in others as well."""
    weight = weights()["draws"]
    found = []
    unshared = holds.unshared(derived, source)
    if unshared:
        times = "once" if round(unshared) == 1 else f"{unshared:.0f} times"
        note = f"in words and seams {derived} goes with others, not with {source}, about {times}"
        found.append(Evidence("wording", weight["lack_short"] * log1p(unshared), None, None, None, note))
    value = (
        weight["gain_changed"] * log1p(more.changed)
        + weight["loss_changed"] * log1p(less.changed)
        + weight["loss_changed_witnessed"] * log1p(less.changed_witnessed)
    )
    if _any_change(more, less):
        places = round(less.changed + less.changed_witnessed)
        note = f"{source} has {places} word{'' if places == 1 else 's'} or seam{'' if places == 1 else 's'}"
        note += f" that {derived} has otherwise"
        found.append(Evidence("wording", value, None, None, None, note))
    return found


def _any_change(more: CoverageGaps, less: CoverageGaps) -> bool:
    return more.changed + less.changed + less.changed_witnessed > 0


def _by_keeping(derived: str, source: str, holds: FamilyCoverage, *, others: bool) -> list[Evidence]:
    """Nothing below the opening is the derived article's own; and what only these two have in a place others have."""
    weight = weights()["draws"]
    found = []
    both = holds.whole(source, derived)
    if holds.whole(derived, source) and (others or both):
        note = f"all of {derived} below its opening stands in {source}{', and the other way' if both else ''}"
        found.append(Evidence("whole", weight["exact" if both else "whole"], None, None, None, note))
    short, long = holds.alone(derived, source)
    if short or long:
        note = f"only these two have {short + long:.0f} changes in a text that others have too"
        value = weight["alone_short"] * log1p(short) + weight["alone_long"] * log1p(long)
        found.append(Evidence("alone", value, None, None, None, note))
    return found


def _by_completeness(derived: str, source: str, holds: FamilyCoverage) -> list[Evidence]:
    """How many of its other relatives may have all from the source, and how many may not."""
    whole, part = holds.completeness(source, derived)
    if whole + part < 0.05:
        return []
    weight = weights()["draws"]
    value = weight["hub"] * log1p(whole) + weight["not_hub"] * log1p(part)
    others = f"{whole + part:.0f} other{'s' if round(whole + part) != 1 else ''}"
    note = f"of {others} that share text with both, {whole:.0f} may have all of it from {source}"
    return [Evidence("hub", value, None, None, None, note)]


def _added(terms: Iterable[float]) -> float:
    """The sum from left to right, the same on every Python; the fitting script adds arrays here."""
    return reduce(add, terms, 0.0)
