"""Evidence in plain words: headlines for ids, the strongest reasons first, similar ones in one sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.report import wording
from provenance.report.story import StoryEvidence, evidence_text

PRIOR = "prior"  # the kind of evidence that is no reason: where the weighing starts
TELLING = 0.5  # nats; a weaker reason is listed with the figures only
MOST_FOR, MOST_AGAINST = 3, 2
_COUNTED = r"(?! (?:words?|others?|other|bits|changes|days|times|places|pieces)\b)"
_BEFORE = re.compile(r"(?<![^\s(“‘])\b(?:in|with|and|of|from|to|however|which|that|printed|than) ")
_AFTER = re.compile(rf"{_COUNTED}(?=[\s,;:)]|’s|'s|\.?\Z)")


def named_note(note: str, names: Mapping[str, str]) -> str:
    """A note with the ids of articles replaced by what they are called.

    >>> named_note("a-1 is the earlier", {"a-1": "“Fire at sea”"})
    '“Fire at sea” is the earlier'
    >>> named_note("11 words also in 11, 70 bits", {"11": "“Fire at sea”"})
    '11 words also in “Fire at sea”, 70 bits'
    """
    ids = sorted((name for name in names if name in note), key=len, reverse=True)
    if not ids:
        return note
    pieces, end = [], 0
    for before, place in ((0, 0), *(match.span() for match in _BEFORE.finditer(note))):
        begins = (name for name in ids if note.startswith(name, place) and _AFTER.match(note, place + len(name)))
        name = next(begins, None) if before >= end else None
        if name is not None:
            pieces += [note[end:place], names[name]]
            end = place + len(name)
    return "".join([*pieces, note[end:]])


@dataclass(frozen=True)
class Grounds:
    """A reason as a reader sees it first: a sentence, whether it speaks for, and where it can be seen."""

    sentence: str
    favours: bool
    piece: StoryEvidence  # the weightiest of those alike


def grounds(evidence: Sequence[StoryEvidence]) -> tuple[Grounds, ...]:
    """The telling reasons, for and then against; reasons of one kind are one sentence."""
    telling = [e for e in evidence if e.kind != PRIOR and abs(e.weight) >= TELLING]
    telling = telling or [e for e in evidence if e.kind != PRIOR][:1]
    alike: dict[tuple[str, bool, str], list[StoryEvidence]] = {}
    for piece in telling:
        alike.setdefault((piece.kind, piece.weight > 0, _shape(piece)), []).append(piece)
    reasons = [Grounds(_sentence(pieces), pieces[0].weight > 0, pieces[0]) for pieces in alike.values()]
    favour = [ground for ground in reasons if ground.favours][:MOST_FOR]
    return (*favour, *[ground for ground in reversed(reasons) if not ground.favours][:MOST_AGAINST])


def _shape(piece: StoryEvidence) -> str:
    """What notes of the same form have in common, whatever article they name."""
    return re.sub(r"“[^”]{0,400}”(?: \([^)]{0,100}\))?|[\d.,]+", "#", evidence_text(piece))


def _sentence(pieces: Iterable[StoryEvidence]) -> str:
    first, *others = pieces
    sentence = evidence_text(first)
    sentence = sentence[:1].upper() + sentence[1:]
    return f"{sentence} (and {wording.many(len(others), 'more like it', 'more like it')})" if others else sentence
