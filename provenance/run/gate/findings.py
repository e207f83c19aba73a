"""What stands against an added article, and the sentence in which a person reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from provenance.base.settings import Settings
from provenance.base.tokens import words
from provenance.match.similarity.exact import Similarity
from provenance.run.gate.accepted import NAME, line

_QUOTED = 100  # characters of a passage that are shown
_NAMED = 3  # articles that are named
_COMPARED = 600  # words of an article that are compared one by one; the matcher is quadratic at worst
_CHANGES = 3  # differences that are shown

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
    is none, `unknown` a name in accepted.toml that no article has; none of them has an `existing`. `share` is the
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
    path: str = ""  # the article's file, as it is shown
    existing_path: str = ""
    line: int = 1  # of the article, where the first passage begins

    @property
    def rank(self) -> tuple[bool, str, float, str]:
        """Blocks before warnings, then by article, the gravest first."""
        return self.level != "block", self.article, -max(self.share, self.similarity), self.existing or ""


class ArticleSide(NamedTuple):
    """One of the two articles of a finding: its id, its file as it is shown, its text."""

    article: str
    path: str
    text: str

    def __str__(self) -> str:
        return (
            self.path
            if self.article in ("", self.path, PurePosixPath(self.path).name) or self.path.endswith(f"/{self.article}")
            else (f"{self.path} ({self.article})")
        )


def finding(
    sides: tuple[ArticleSide, ArticleSide],
    alike: Similarity,
    share: float,
    passages: Sequence[Stretch],
    settings: Settings,
) -> Finding | None:
    """What stands between an added article and another, if anything does.

    >>> new = ArticleSide("b.txt", "seeds/b.txt", "Rain fell on Monday.")
    >>> old = ArticleSide("a.txt", "seeds/a.txt", "Rain fell on Friday.")
    >>> stands = finding((new, old), Similarity(.8, .9, .88), .9, [], Settings())
    >>> stands.level, stands.kind
    ('block', 'duplicate')
    >>> print(stands.sentence)
    seeds/b.txt is a near-duplicate of seeds/a.txt: similarity 0.80. “Monday” stands for “Friday”.
    """
    article, existing = sides
    kind: Kind
    if alike.similarity >= settings.threshold:
        kind, sentence = "duplicate", _duplicate(article, existing, alike.similarity, passages)
    elif passages and share >= settings.block_share:
        kind = "part"
        sentence = f"{int(100 * share)} % of the words of {article} stand in {existing} too{_shown(passages)}."
    elif passages:
        kind, sentence = "passage", f"{article} shares {_counted(passages)} with {existing}{_shown(passages)}."
    else:
        return None
    return Finding(
        "warn" if kind == "passage" else "block",
        kind,
        article.article,
        existing.article,
        sentence,
        *alike,
        share,
        tuple(passages),
        path=article.path,
        existing_path=existing.path,
        line=1 + article.text.count("\n", 0, passages[0].start) if passages and article.path.endswith(".txt") else 1,
    )


def accept_block(findings: Sequence[Finding]) -> str:
    """What to add to accepted.toml so that all pairs that are blocked stand, once somebody has looked at them.

    >>> print(accept_block([Finding("block", "duplicate", "b.txt", "a.txt", "")]))
    [[accepted]]
    pair = ["a.txt", "b.txt"]
    reason = "…"
    """
    pairs = {
        (finding.article, finding.existing)
        for finding in findings
        if finding.level == "block" and finding.existing is not None
    }
    return "\n\n".join(sorted({line(*pair) for pair in pairs}))


def findings_of(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without warnings of what an article is blocked for already: the block names those articles instead.

    >>> whole, part = Stretch(0, 90, 0, 90, 15, 99.0, "The old ferry"), Stretch(9, 50, 0, 41, 8, 60.0, "ferry")
    >>> block = Finding("block", "part", "b.txt", "a.txt", "b.txt copies.", passages=(whole,))
    >>> [one] = findings_of([block, Finding("warn", "passage", "b.txt", "c.txt", "", passages=(part,))])
    >>> one.also, one.sentence
    (('c.txt',), 'b.txt copies. Some of it stands in c.txt too.')
    """
    blocks = [finding for finding in findings if finding.level == "block"]
    also: dict[int, list[Finding]] = {}
    for finding in findings:
        home = next((n for n, block in enumerate(blocks) if _holds(block, finding)), None)
        if home is not None and finding.existing is not None:
            also.setdefault(home, []).append(finding)
    joined = [_with_others(block, also.get(n, ())) for n, block in enumerate(blocks)]
    return [
        *joined,
        *(finding for finding in findings if finding.level != "block" and not any(_holds(b, finding) for b in blocks)),
    ]


def _holds(block: Finding, finding: Finding) -> bool:
    """Whether all that a warning is about lies in the passages for which its article is blocked."""
    return (finding.level, finding.kind, finding.article) == ("warn", "passage", block.article) and all(
        any(outer.start <= inner.start and inner.end <= outer.end for outer in block.passages)
        for inner in finding.passages
    )


def _with_others(block: Finding, warnings: Sequence[Finding]) -> Finding:
    if not warnings:
        return block
    others = sorted((warning.existing or "", warning.existing_path or warning.existing or "") for warning in warnings)
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    names = ", ".join(path for _, path in others[:_NAMED])
    sentence = f"{block.sentence} Some of it stands in {names}{more} too."
    return replace(block, also=tuple(name for name, _ in others), sentence=sentence)


def unread(name: str, why: str, *, rejected: bool = True, partly: bool = False) -> Finding:
    """A file that could not be checked, because it cannot be read or because there is no article in it.

    >>> unread("a.txt", "a PNG picture").sentence
    'a.txt was not checked: a PNG picture.'
    """
    what = "was checked in part only" if partly else "was not checked"
    kind: Kind = "half-read" if partly else "unread" if rejected else "no-article"
    return Finding("warn", kind, name, None, f"{name} {what}: {why}.", path=name)


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
    plain = " ".join(text[: 4 * _QUOTED].split())
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED + 1].rsplit(" ", 1)[0][:_QUOTED] + " …"


def _duplicate(article: ArticleSide, existing: ArticleSide, similarity: float, passages: Sequence[Stretch]) -> str:
    if similarity == 1:
        return f"{article} is the same, word for word, as {existing}: “{quoted(article.text)}”."
    sentence = f"{article} is a near-duplicate of {existing}: similarity {int(100 * similarity) / 100:.2f}"
    changes = _changes(article.text, existing.text)
    return f"{sentence}. {'; '.join(changes)}." if changes else f"{sentence}{_shown(passages) if passages else ''}."


def _changes(text: str, second: str) -> list[str]:
    """The first differences between two texts that are short enough to be compared word by word."""
    from difflib import SequenceMatcher  # noqa: PLC0415  # only where something is blocked

    ours, theirs = words(text), words(second)
    if max(len(ours.words), len(theirs.words)) > _COMPARED:
        return []
    sentences = []
    for kind, a, b, c, d in SequenceMatcher(None, ours.words, theirs.words, autojunk=False).get_opcodes():
        if kind != "equal":
            left_words = quoted(text[ours.starts[a] : ours.ends[b - 1]]) if b > a else ""
            right_words = quoted(second[theirs.starts[c] : theirs.ends[d - 1]]) if d > c else ""
            sentences.append(
                f"“{left_words}” stands for “{right_words}”"
                if left_words and right_words
                else f"“{left_words}” is new"
                if left_words
                else f"“{right_words}” is left out"
            )
    more = len(sentences) - _CHANGES
    return sentences if more <= 0 else [*sentences[:_CHANGES], f"and {more} more differences"]


def _counted(passages: Sequence[Stretch]) -> str:
    words = sum(stretch.matched for stretch in passages)
    return f"a passage of {words} words" if len(passages) == 1 else f"{len(passages)} passages, {words} words in all,"


def _shown(passages: Sequence[Stretch]) -> str:
    longest = max(passages, key=lambda stretch: stretch.matched)
    return f": “{longest.quote}”"
