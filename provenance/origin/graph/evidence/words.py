"""What two articles' words say of which drew on which, beside the words of all their relatives.

A copy keeps its source's changes and cuts, and adds its own; what a third article has as well tells whose is whose.
"""

from collections.abc import Collection
from math import log, log1p

from provenance.origin.graph.coverage import CoverageGaps, FamilyCoverage
from provenance.origin.graph.evidence.reasons import reason_weights
from provenance.origin.graph.evidence.row import Feature

LEAST_LACK = 0.05  # stretches; less is not worth a line
_CHUNK = 25  # words that are kept or cut together: about a sentence
_PLACES = {"top": "at the top", "middle": "in the middle", "end": "at the end"}


def features_of_words(derived: str, source: str, coverage: FamilyCoverage) -> list[Feature]:
    """All of it, for `derived` having drawn on `source`."""
    others = coverage.others(derived, source)
    gained, lost = coverage.gaps(derived, source), coverage.gaps(source, derived)
    return [
        *_features_of_lack(derived, source, coverage),
        *_features_of_nesting(derived, source, coverage),
        *(_features_of_gaps(derived, source, gained, lost) if others else ()),  # two alone do not tell whose a text is
        *(_features_of_changes(derived, source, gained, lost, coverage) if others else ()),
        *_features_of_keeping(derived, source, coverage, others=others),
        *_features_of_completeness(derived, source, coverage),
    ]


def second_source(derived: str, source: str, coverage: FamilyCoverage) -> str | None:
    """Another relative that the derived article likely drew on as well: it has what the source lacks."""
    return _lack(derived, source, coverage)[1]


def _lack(derived: str, source: str, coverage: FamilyCoverage) -> tuple[float, str | None]:
    """Stretches that one source leaves unexplained, or fewer and a second source with them."""
    weight = reason_weights()["draws"]
    alone = coverage.unexplained(derived, source)
    second = coverage.complement(derived, source) if alone else None
    if second is None:
        return alone, None
    price = weight["merge"] * _uncredited(derived, second[0], coverage)
    fewer = min(alone, second[1])
    return (fewer, second[0]) if price + weight["lack"] * fewer > weight["lack"] * alone else (alone, None)


def _uncredited(derived: str, second: str, coverage: FamilyCoverage) -> float:
    """Whether a second source is not credited: supposing one that is costs nothing."""
    return 0.0 if (derived, second) in coverage.credited else 1.0


def _features_of_lack(derived: str, source: str, coverage: FamilyCoverage) -> list[Feature]:
    """Text that the derived article shares with others of the family, and that the source does not have."""
    lack, second = _lack(derived, source, coverage)
    features = _lack_feature(derived, source, lack)
    if second is None:
        return features
    amounts = {"merge": _uncredited(derived, second, coverage)}
    return [Feature("merge", amounts, {"source": source, "other": second}), *features]


def features_beyond(derived: str, source: str, page: Collection[str], coverage: FamilyCoverage) -> list[Feature]:
    """Of two versions of one page: text that the derived one shares with articles beyond it, and the source lacks."""
    return _lack_feature(derived, source, coverage.unexplained(derived, source, but=page))


def _lack_feature(derived: str, source: str, lack: float) -> list[Feature]:
    words = {"derived": derived, "source": source}
    return [Feature("lack", {"lack": lack}, words)] if lack >= LEAST_LACK else []


def _features_of_nesting(derived: str, source: str, coverage: FamilyCoverage) -> list[Feature]:
    """All that the derived article has of the family is in a source that has only part of it: hardly by chance."""
    breadth = coverage.breadth(source, derived)
    common = coverage.words(derived, source)
    if breadth > 0.98 or not common:
        return []
    amounts = {"nested": min(4.0, -log(max(breadth, 0.1)) * common / _CHUNK)}
    return [Feature("nested", amounts, {"source": source, "breadth": breadth, "derived": derived})]


def _features_of_gaps(derived: str, source: str, gained: CoverageGaps, lost: CoverageGaps) -> list[Feature]:
    """Stretches that one of the two has and the other has not, by where they stand and whether others have them."""
    return [
        *_gap_feature("addition", "gain_", gained, {"derived": derived}),
        *_gap_feature("omission", "loss_", lost, {"source": source, "derived": derived}),
        *_gap_feature("omission_witnessed", "loss_", lost, {"source": source, "derived": derived}, "_witnessed"),
    ]


def _gap_feature(
    reason: str, prefix: str, gaps: CoverageGaps, words: dict[str, object], suffix: str = ""
) -> list[Feature]:
    """The stretches of one kind, at the top, in the middle and at the end, as one feature."""
    counts = {name: getattr(gaps, name + suffix) for name in _PLACES}
    if not any(counts.values()):
        return []
    where = ", ".join(_PLACES[name] for name, count in counts.items() if count)
    amounts = {f"{prefix}{name}{suffix}": log1p(count) for name, count in counts.items()}
    return [Feature(reason, amounts, {**words, "where": where})]


def _features_of_changes(
    derived: str, source: str, gained: CoverageGaps, lost: CoverageGaps, coverage: FamilyCoverage
) -> list[Feature]:
    """Words changed, and seams where something was cut out: one's own, or in others as well."""
    features = []
    unshared = coverage.unshared(derived, source)
    if unshared:
        words = {"derived": derived, "source": source, "places": _counted(unshared, "place", "places")}
        features.append(Feature("agrees_with_others", {"lack_short": log1p(unshared)}, words))
    if gained.changed + lost.changed + lost.changed_witnessed > 0:
        changes = _counted(lost.changed + lost.changed_witnessed, "changed word or cut", "changed words or cuts")
        amounts = {
            "gain_changed": log1p(gained.changed),
            "loss_changed": log1p(lost.changed),
            "loss_changed_witnessed": log1p(lost.changed_witnessed),
        }
        features.append(Feature("changed", amounts, {"source": source, "derived": derived, "words": changes}))
    return features


def _counted(count: float, singular: str, plural: str) -> str:
    """A count that may be a fraction, in words."""
    return f"{round(count)} {singular if round(count) == 1 else plural}"


def _features_of_keeping(derived: str, source: str, coverage: FamilyCoverage, *, others: bool) -> list[Feature]:
    """Nothing below the opening is the derived article's own; and what only these two have in a place others have."""
    features = []
    mutual = coverage.holds_all(source, derived)
    if coverage.holds_all(derived, source) and (others or mutual):
        key = "exact" if mutual else "whole"
        features.append(Feature(key, {key: 1.0}, {"derived": derived, "source": source}))
    short, long = coverage.alone(derived, source)
    if short or long:
        amounts = {"alone_short": log1p(short), "alone_long": log1p(long)}
        features.append(Feature("alone", amounts, {"changes": _counted(short + long, "change", "changes")}))
    return features


def _features_of_completeness(derived: str, source: str, coverage: FamilyCoverage) -> list[Feature]:
    """How many of its other relatives may have all from the source, and how many may not."""
    complete, incomplete = coverage.completeness(source, derived)
    if complete + incomplete < 0.05:
        return []
    words = {"others": _counted(complete + incomplete, "other", "others"), "whole": complete, "source": source}
    return [Feature("hub", {"hub": log1p(complete), "not_hub": log1p(incomplete)}, words)]
