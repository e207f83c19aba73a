"""One article's story, and two articles side by side, as Markdown, for a wiki, a ticket or a mail."""

import re
from collections.abc import Sequence

from provenance.base.escaping import one_line
from provenance.report import wording
from provenance.report.comparison import Case, Comparison
from provenance.report.headlines import quoted_name
from provenance.report.quotations import MARKS, here, there
from provenance.report.story import (
    Derivation,
    Node,
    Passage,
    Quotation,
    Story,
    StoryEvidence,
    evidence_text,
    quoted_apart,
)
from provenance.report.terminal import about, place, shares

MEANINGFUL = re.compile(  # escaped wherever they stand; links need "://", "www." or "@", lists and rules begin a line
    r"[\\`*_\[\]<>#|~&@$]|:(?=//)|(?<=www)\.|\A[-+=]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]|(?<=\A\d{3})[.)]|(?<=\A\d{4})[.)]",
    re.IGNORECASE,
)


def markdown(story: Story) -> str:
    """The whole story; every text of an article is escaped, so none of it becomes markup."""
    parts = [
        f"# {safe(story.node.name, 200)}",
        safe(about(story), 400),
        f"**{safe(story.verdict, 600)}**",
        safe(shares(story), 600),
        *_derivations("What it draws on", story.sources),
        *_derivations("One draws on the other, direction unknown", story.unclear),
        *_derivations("What its unseen sources draw on", story.beyond),
        *_derivations("Runner-up sources on the same passages", story.runner_ups),
        *_section("What draws on it", [_follower(row) for row in story.drawn_on_by]),
        *_section("Its near-duplicates", _members(story)),
        *_section("Passages that stand elsewhere too", [_passage(row) for row in story.passages]),
        *_section("Quotations that others have too", [_quotation(row) for row in story.quotations]),
        *_section("Credits", _credits(story)),
        *_section("Dates", _dates(story)),
        *_section("What would change this", [safe(line, 400) for line in story.changes]),
        "## Limits",
        wording.LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


def safe(text: str, length: int = 10_000) -> str:
    """Text on one line in which nothing is markup; hidden characters are visible escapes.

    >>> print(safe("<b>[x](javascript:1)</b> *https://a.example*"))
    \\<b\\>\\[x\\](javascript:1)\\</b\\> \\*https\\://a.example\\*
    """
    return MEANINGFUL.sub(r"\\\g<0>", one_line(wording.shortened(text, length)))


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return [f"## {heading}", "\n".join(f"* {line}" for line in lines)] if lines else []


def _derivations(heading: str, rows: Sequence[Derivation]) -> list[str]:
    return _section(heading, [_derivation(row) for row in rows])


def _derivation(row: Derivation) -> str:
    ends = quoted_name(row.source)
    if row.derived.unseen or row.direction != "known":
        ends = f"{quoted_name(row.derived)}, {'and' if row.direction != 'known' else 'on'} {ends}"
    line = f"**{wording.percent(row.probability)}** {safe(ends, 300)}: {safe(row.how, 90)}; {row.source.published}"
    return "\n".join([line, *(f"  * {_evidence(piece)}" for piece in row.evidence)])


def _evidence(piece: StoryEvidence) -> str:
    apart = quoted_apart(piece.quote, evidence_text(piece))
    quote = f" “{safe(apart, 200)}”" if apart else ""
    return f"{wording.signed_number(piece.weight)} {safe(evidence_text(piece), 200)}{quote}"


def _follower(row: Derivation) -> str:
    return f"**{wording.percent(row.probability)}** {safe(quoted_name(row.derived), 200)}, {row.derived.published}"


def _members(story: Story) -> list[str]:
    if story.cluster is None:
        return []
    left = story.cluster.others - len(story.cluster.members)
    items = [
        f"{wording.percent(member.similarity) if member.similarity is not None else 'not compared'}: "
        f"{safe(quoted_name(member.node), 200)}{', stays' if member.kept else ''}"
        for member in story.cluster.members
    ]
    return [*items, f"… and {left:,} more"] if left else items


def _passage(row: Passage) -> str:
    span, other_span = f"{row.start:,} to {row.end:,}", f"{row.other_start:,} to {row.other_end:,}"
    lines = [
        f"**[{row.number}]** characters {span}; {other_span} in {safe(quoted_name(row.other), 200)}; {row.match}",
        f"  > {safe(row.text)}",
    ]
    if row.text.split() != row.other_text.split():
        lines += ["  >", f"  > there: {safe(row.other_text)}"]
    return "\n".join(lines)


def _quotation(row: Quotation) -> str:
    lines = [f"“{safe(row.quote.strip(MARKS), 300)}”: {safe(here(row), 200)}"]
    lines += [f"  * {safe(quoted_name(version.node), 200)}: {safe(there(version), 200)}" for version in row.others]
    return "\n".join([*lines, *([f"  * … and {row.more:,} more"] if row.more else [])])


def _credits(story: Story) -> list[str]:
    return [
        f"**{safe(c.named, 80)}**, "
        f"{safe(wording.KINDS.get(c.kind, c.kind), 60)}, {wording.SCOPES.get(c.scope, 'scope unknown')}: "
        + (f"“{safe(c.quote, 200)}”" if c.quote else safe(place(c)))
        for c in story.credits
    ]


def _dates(story: Story) -> list[str]:
    dates = story.dates
    lines = [f"Published: **{dates.published}**"]
    if dates.candidates:
        lines.append(f"Its own date can be {wording.candidate_dates(dates.candidates)}")
    if dates.captured != (None, None):
        lines.append(f"Captured: {dates.captured}")
    for reason in dates.reasons:
        apart = quoted_apart(reason.quote, reason.note)
        quote = f" “{safe(apart, 100)}”" if apart else ""
        lines.append(f"{safe(reason.layer, 20)}: {safe(reason.note, 200)}{quote}")
    return lines


def comparison_markdown(comparison: Comparison) -> str:
    """Two articles side by side: what it means, what they share, and what speaks for and against."""
    heads = [
        f"**{letter}** {safe(quoted_name(node, 200), 300)}, {node.published}" for letter, node in _sides(comparison)
    ]
    parts = [
        "# A beside B",
        "\n".join(f"* {head}" for head in heads),
        f"**{safe(comparison.meaning, 600)}**",
        *([_measures(comparison)] if comparison.similarity is not None else []),
        *(section for case in comparison.cases for section in _case(comparison, case)),
        *([] if comparison.cases else _derivations("What speaks for and against", comparison.derivations)),
        *_derivations("What they draw on instead, and the runner-up", comparison.instead),
        *_section("What they share", [_shared(row) for row in comparison.passages]),
        *_section("Quotations in both", [_quotation(row) for row in comparison.quotations]),
        "## Limits",
        wording.LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


def _sides(comparison: Comparison) -> list[tuple[str, Node]]:
    return [("A", comparison.left), ("B", comparison.right)]


def _measures(comparison: Comparison) -> str:
    """The measures of a pair that was compared."""
    similarity, left_share, right_share = (
        wording.percent(share or 0.0)
        for share in (comparison.similarity, comparison.left_in_right, comparison.right_in_left)
    )
    return f"Similarity {similarity}; {left_share} of A stands in B, {right_share} of B in A."


def _case(comparison: Comparison, case: Case) -> list[str]:
    """For and against one drawing on the other."""
    derived, source = ("A", "B") if case.derived == comparison.left else ("B", "A")
    total = f"**{wording.percent(case.probability)}** in sum, and beside all other explanations"
    others = [f"or {safe(sentence, 200)}: {wording.percent(chance)}" for sentence, chance in case.others]
    lines = [*map(_evidence, case.evidence), total, *others]
    return _section(f"For and against {derived} drawing on {source}", lines)


def _shared(row: Passage) -> str:
    """A shared stretch as both have it."""
    places = f"{row.start:,} to {row.end:,} in A, {row.other_start:,} to {row.other_end:,} in B"
    lines = [f"**[{row.number}]** {row.matched:,} of {wording.many(row.words, 'word')} match; characters {places}"]
    lines += [f"  > A: {safe(row.text)}", "  >", f"  > B: {safe(row.other_text)}"]
    return "\n".join(lines)
