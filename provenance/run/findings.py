"""What stands against an added article, and the sentence in which a person reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from provenance.base.settings import Settings
from provenance.match.similarity import Similarity
from provenance.run.accepted import NAME, line

_QUOTED = 100  # characters of a passage that are shown
_NAMED = 3  # articles that are named

Level = Literal["block", "warn"]
Kind = Literal["duplicate", "part", "passage", "unread", "half-read", "no-article", "unknown"]


@dataclass(frozen=True)
class Stretch:
    """A significant passage: its place in the added article and in the other one, and how it begins."""

    start: int
    end: int
    existing_start: int
    existing_end: int
    matched: int
    bits: float
    quote: str


@dataclass(frozen=True)
class Finding:
    """One reason to stop or to look: an added article beside another one.

    `unread` is a file that could not be checked, `half-read` one of which some records could not, `no-article` one that
    holds none, `unknown` a name in accepted.toml that no article has; none of them has an `existing`. `share` is the
    part of the article's words, furniture left out, that lie in the passages; `also` are articles that share no more
    with it than some of the same text.
    """

    level: Level
    kind: Kind
    article: str
    existing: str | None
    sentence: str
    similarity: float = 0.0
    article_in_existing: float = 0.0
    existing_in_article: float = 0.0
    share: float = 0.0
    passages: tuple[Stretch, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[bool, str, float, str]:
        """Blocks before warnings, then by article, the gravest first."""
        return self.level != "block", self.article, -max(self.share, self.similarity), self.existing or ""


def finding(
    names: tuple[str, str], alike: Similarity, share: float, passages: Sequence[Stretch], settings: Settings
) -> Finding | None:
    """What stands between an added article and another (their ids), if anything does.

    >>> stands = finding(("b.txt", "a.txt"), Similarity(.8, .9, .88), .9, [], Settings())
    >>> stands.level, stands.kind
    ('block', 'duplicate')
    >>> print(stands.sentence)
    b.txt is a near-duplicate of a.txt: similarity 0.80.
    If both may stand, add to accepted.toml:
    [[accepted]]
    pair = ["a.txt", "b.txt"]
    reason = "…"
    """
    article, existing = names
    kind: Kind
    if alike.similarity >= settings.threshold:
        kind, said = "duplicate", _duplicate(article, existing, alike.similarity)
    elif passages and share >= settings.block_share:
        kind, said = (
            "part",
            f"{int(100 * share)} % of the words of {article} stand in {existing} too{_shown(passages)}.",
        )
    elif passages:
        kind, said = "passage", f"{article} shares {_counted(passages)} with {existing}{_shown(passages)}."
    else:
        return None
    return Finding(
        "warn" if kind == "passage" else "block",
        kind,
        article,
        existing,
        f"{said}\nIf both may stand, add to {NAME}:\n{line(article, existing)}",
        *alike,
        share,
        tuple(passages),
    )


def gathered(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without warnings of what an article is blocked for already: the block names those articles instead.

    >>> whole, part = Stretch(0, 90, 0, 90, 15, 99.0, "The old ferry"), Stretch(9, 50, 0, 41, 8, 60.0, "ferry")
    >>> block = Finding("block", "part", "b.txt", "a.txt", "b.txt copies.\\nIf both may stand …", passages=(whole,))
    >>> [one] = gathered([block, Finding("warn", "passage", "b.txt", "c.txt", "", passages=(part,))])
    >>> one.also, one.sentence
    (('c.txt',), 'b.txt copies. Some of it stands in c.txt too.\\nIf both may stand …')
    """
    blocks = [one for one in findings if one.level == "block"]
    also: dict[int, list[str]] = {}
    for one in findings:
        home = next((n for n, block in enumerate(blocks) if _holds(block, one)), None)
        if home is not None and one.existing is not None:
            also.setdefault(home, []).append(one.existing)
    told = [_with_others(block, sorted(also.get(n, ()))) for n, block in enumerate(blocks)]
    return [*told, *(one for one in findings if one.level != "block" and not any(_holds(b, one) for b in blocks))]


def _holds(block: Finding, other: Finding) -> bool:
    """Whether all that a warning is about lies in the passages for which its article is blocked."""
    return (other.level, other.kind, other.article) == ("warn", "passage", block.article) and all(
        any(whole.start <= part.start and part.end <= whole.end for whole in block.passages) for part in other.passages
    )


def _with_others(block: Finding, others: Sequence[str]) -> Finding:
    if not others:
        return block
    first, _, rest = block.sentence.partition("\n")
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    said = f"{first} Some of it stands in {', '.join(others[:_NAMED])}{more} too.\n{rest}"
    return replace(block, also=tuple(others), sentence=said)


def unread(name: str, why: str, *, rejected: bool = True, partly: bool = False) -> Finding:
    """A file that could not be checked, because it cannot be read or because there is no article in it.

    >>> unread("a.txt", "a PNG picture").sentence
    'a.txt was not checked: a PNG picture.'
    """
    said = "was checked in part only" if partly else "was not checked"
    kind: Kind = "half-read" if partly else "unread" if rejected else "no-article"
    return Finding("warn", kind, name, None, f"{name} {said}: {why}.")


def unknown(name: str) -> Finding:
    """A name in accepted.toml that no article has.

    >>> unknown("gone.txt").sentence
    'accepted.toml names gone.txt, which is not here: correct the entry or take it out.'
    """
    return Finding(
        "warn", "unknown", name, None, f"{NAME} names {name}, which is not here: correct the entry or take it out."
    )


def quoted(text: str) -> str:
    """The beginning of a passage on one line, cut at a word.

    >>> quoted("the old\\n  ferry")
    'the old ferry'
    """
    whole = " ".join(text[: 4 * _QUOTED].split())
    return whole if len(whole) <= _QUOTED else whole[: _QUOTED + 1].rsplit(" ", 1)[0][:_QUOTED] + " …"


def _duplicate(article: str, existing: str, similarity: float) -> str:
    if similarity == 1:
        return f"{article} is the same, word for word, as {existing}."
    return f"{article} is a near-duplicate of {existing}: similarity {int(100 * similarity) / 100:.2f}."


def _counted(passages: Sequence[Stretch]) -> str:
    words = sum(stretch.matched for stretch in passages)
    return f"a passage of {words} words" if len(passages) == 1 else f"{len(passages)} passages, {words} words in all,"


def _shown(passages: Sequence[Stretch]) -> str:
    longest = max(passages, key=lambda stretch: stretch.matched)
    return f": “{longest.quote}”"
