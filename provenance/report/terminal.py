"""One article's story and a comparison of two as text for a terminal, in colour only where it is asked for."""

from collections.abc import Iterable, Sequence

from provenance.report import wording
from provenance.report.comparison import Case, Comparison
from provenance.report.headlines import quoted_name
from provenance.report.layout import LABEL, Sheet
from provenance.report.quotations import MARKS, here, there
from provenance.report.story import (
    Derivation,
    Passage,
    Quotation,
    Story,
    StoryCredit,
    StoryEvidence,
    evidence_text,
    quoted_apart,
)
from provenance.report.verdict import chance, sure
from provenance.report.wording import shortlist

SHOWN = 240  # characters of a passage or a quoted span


def report(story: Story, *, colour: bool = False, width: int = 80) -> str:
    """One article's story as text, in the order an editor asks: verdict, sources, followers, passages, dates."""
    sheet = Sheet(width)
    sheet.line((wording.shortened(story.node.name, 200), "title"))
    sheet.line((about(story), "dim"))
    sheet.blank()
    sheet.line((story.verdict, "strong"))
    sheet.line(shares(story))
    _derivations(sheet, "What it draws on", story.sources)
    _derivations(sheet, "One draws on the other, direction unknown", story.unclear)
    _derivations(sheet, "What its unseen sources draw on", story.beyond)
    _derivations(sheet, "Runner-up sources on the same passages", story.runner_ups)
    _followers(sheet, story)
    _members(sheet, story)
    _passages(sheet, story.passages, story.phrases)
    _quotations(sheet, story.quotations, "Quotations that others have too")
    _credits(sheet, story)
    _dates(sheet, story)
    _bullets(sheet, "What would change this", story.changes)
    sheet.heading("Limits")
    sheet.line((wording.LIMITS, "dim"))
    return sheet.shown(colour=colour)


def about(story: Story) -> str:
    """Outlet, date, length and language in one line."""
    parts = [story.outlet, story.dates.published.heading(), wording.many(story.shares.words, "word"), story.language]
    return " · ".join([*(wording.shortened(p, 60) for p in parts if p), wording.shortened(story.article, 80)])


def shares(story: Story) -> str:
    """How much of the text stands elsewhere, in one sentence.

    Words in furniture do not count.
    """
    if not story.shares.elsewhere:
        words = " word for word" if story.translated else ""
        return f"No stretch of its text stands{words} in another article of this collection."
    holders = ", ".join(
        f"{wording.percent(count / story.shares.words)} in {quoted_name(node, 40)}"
        for node, count in story.shares.holders[:3]
    )
    percent = wording.percent(story.shares.elsewhere_share)
    return f"{percent} of its words stand in other articles: {holders}."


def _derivations(sheet: Sheet, heading: str, rows: Sequence[Derivation]) -> None:
    if not rows:
        return
    sheet.heading(heading)
    shown, more = shortlist(rows)
    for row in shown:
        ends = (
            quoted_name(row.source)
            if row.direction == "known"
            else f"{quoted_name(row.derived)} | {quoted_name(row.source)}"
        )
        if row.derived.unseen:
            ends = f"{row.derived.name} on {ends}"
        sheet.line(
            (f"{wording.percent(row.probability):>{LABEL - 2}}  ", "strong"),
            (ends, "unseen" if row.source.unseen else ""),
            (f", {row.how}; {row.source.published}", "dim"),
            hang=LABEL,
        )
        for piece in row.evidence:
            _evidence(sheet, piece)
    _more(sheet, more)


def _evidence(sheet: Sheet, piece: StoryEvidence) -> None:
    style = "yes" if piece.weight > 0 else "no" if piece.weight < 0 else "dim"
    apart = quoted_apart(piece.quote, evidence_text(piece))
    quote = f" “{wording.shortened(apart, 90)}”" if apart else ""
    sheet.line(
        (f"{wording.signed_number(piece.weight):>5}  ", style),
        wording.shortened(evidence_text(piece), 200),
        (quote, "text"),
        indent=LABEL - 7,
        hang=7,
    )


def _followers(sheet: Sheet, story: Story) -> None:
    if story.drawn_on_by:
        sheet.heading("What draws on it")
        rows, more = shortlist(story.drawn_on_by)
        for row in rows:
            sheet.line(
                (f"{wording.percent(row.probability):>{LABEL - 2}}  ", "strong"),
                quoted_name(row.derived),
                (f", {row.derived.published}", "dim"),
                hang=LABEL,
            )
        _more(sheet, more)


def _members(sheet: Sheet, story: Story) -> None:
    if story.cluster is None:
        return
    sheet.heading("Its near-duplicates")
    rows, _ = shortlist(story.cluster.members)
    for member in rows:
        alike = wording.percent(member.similarity) if member.similarity is not None else "?"
        stays = f", stays ({story.cluster.reason})" if member.kept else ""
        sheet.line((f"{alike:>{LABEL - 2}}  ", "strong"), quoted_name(member.node), (stays, "dim"), hang=LABEL)
    left = story.cluster.others - len(rows)
    _more(sheet, f"… and {left:,} more" if left else "")


def _passages(sheet: Sheet, passages: Sequence[Passage], phrases: Sequence[Passage]) -> None:
    if passages:
        sheet.heading("Passages that stand elsewhere too")
    rows, more = shortlist(terminal_stretches(passages))
    for stretch in rows:
        numbers = ", ".join(str(p.number) for p in stretch[:3]) + (" …" if len(stretch) > 3 else "")
        text = wording.shortened(stretch[0].text, SHOWN)
        sheet.line((f"{f'[{numbers}]':>{LABEL - 2}}  ", "strong"), (f"“{text}”", "text"), hang=LABEL)
        sheet.line((f"characters {stretch[0].start:,} to {stretch[0].end:,}", "dim"), indent=LABEL)
        shown, others = shortlist(stretch, 3)
        for passage in shown:
            _counterpart(sheet, passage)
        _more(sheet, others)
    _more(sheet, more)
    if phrases:
        count = wording.many(len(phrases), "shared phrase")
        sheet.line(
            (f"{count} not counted: names, topic words or stock phrases", "dim"), indent=LABEL if passages else 0
        )


def terminal_stretches(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Passages by the stretch of this article that they cover: the same words may stand in many others."""
    by: dict[tuple[int, int], list[Passage]] = {}
    for passage in passages:
        by.setdefault((passage.start, passage.end), []).append(passage)
    return list(by.values())


def _counterpart(sheet: Sheet, passage: Passage) -> None:
    span = f" at {passage.other_start:,} to {passage.other_end:,}"
    matched = f"; {passage.match}"
    sheet.line("in ", quoted_name(passage.other, 48), (span + matched, "dim"), indent=LABEL, hang=3)
    if passage.text.split() != passage.other_text.split():
        sheet.line((wording.shortened(passage.other_text, SHOWN), "text"), indent=LABEL + 3)


def _more(sheet: Sheet, more: str) -> None:
    if more:
        sheet.line((more, "dim"), indent=LABEL)


def _quotations(sheet: Sheet, quotations: Sequence[Quotation], heading: str) -> None:
    """Who else quotes the same words, and how."""
    if quotations:
        sheet.heading(heading)
    rows, more = shortlist(quotations)
    for row in rows:
        text = wording.shortened(row.quote.strip(MARKS), 140)
        sheet.line((f"“{text}”", "text"), (f" {here(row)}", "dim"), indent=2, hang=2)
        shown, _ = shortlist(row.others, 3)
        for version in shown:
            sheet.line("in ", quoted_name(version.node, 48), (f": {there(version)}", "dim"), indent=LABEL, hang=3)
        left = len(row.others) + row.more - len(shown)
        _more(sheet, f"… and {left:,} more" if left else "")
    _more(sheet, more)


def _credits(sheet: Sheet, story: Story) -> None:
    if not story.credits:
        return
    sheet.heading("Credits")
    rows, more = shortlist(story.credits)
    for credit in rows:
        kind = wording.KINDS.get(credit.kind, wording.shortened(credit.kind, 40))
        sheet.line(
            (wording.shortened(credit.named, 60), "strong"),
            (f", {kind}, {wording.SCOPES.get(credit.scope, 'scope unknown')}: ", "dim"),
            (f"“{wording.shortened(credit.quote, 90)}”" if credit.quote else place(credit), "text"),
            indent=2,
            hang=2,
        )
    _more(sheet, more)


def place(credit: StoryCredit) -> str:
    """Where a credit stands that is not in the text."""
    return f"in its {wording.shortened(credit.position or 'record', 30)}"


def _dates(sheet: Sheet, story: Story) -> None:
    dates = story.dates
    sheet.heading("Dates")
    quoted_date = f", given as “{wording.shortened(dates.given, 40)}”" if dates.given else ""
    basis = (
        f" (from its {wording.shortened(dates.basis, 20)}{quoted_date})"
        if dates.basis and dates.published != (None, None)
        else ""
    )
    sheet.line("Published: ", (str(dates.published), "strong"), (basis, "dim"), indent=2)
    if dates.candidates:
        sheet.line(f"Its own date can be {wording.candidate_dates(dates.candidates)}", indent=2, hang=2)
    if dates.captured != (None, None):
        sheet.line(f"Captured: {dates.captured}", indent=2)
    for reason in dates.reasons:
        apart = quoted_apart(reason.quote, reason.note)
        quote = f" “{wording.shortened(apart, 60)}”" if apart else ""
        sheet.line((f"{wording.shortened(reason.layer, 12)}: ", "dim"), reason.note, (quote, "text"), indent=4, hang=2)


def _bullets(sheet: Sheet, heading: str, rows: Iterable[str]) -> None:
    rows = [*rows]
    if rows:
        sheet.heading(heading)
    shown, more = shortlist(rows)
    for row in shown:
        sheet.line("- ", row, indent=2, hang=2)
    if more:
        sheet.line((more, "dim"), indent=2)


def comparison_text(comparison: Comparison, *, colour: bool = False, width: int = 80) -> str:
    """Two articles side by side as text: what it means, what they share, and what speaks for and against."""
    sheet = Sheet(width)
    for side, node in (("A", comparison.left), ("B", comparison.right)):
        file_name = "" if node.key == node.name else f"  {node.key}"
        sheet.line(
            (f"{side}  ", "head"), (quoted_name(node), "title"), (f"  {node.published}{file_name}", "dim"), hang=3
        )
    sheet.blank()
    sheet.line((comparison.meaning, "strong"))
    _measures(sheet, comparison)
    for ours, theirs in comparison.common:
        sheet.line(
            f"Both draw on the same item, an {ours.source.name}: A {chance(ours.probability)}, "
            f"B {chance(theirs.probability)}."
        )
    _cases(sheet, comparison)
    _instead(sheet, comparison)
    _passages(sheet, comparison.passages, comparison.phrases)
    _quotations(sheet, comparison.quotations, "Quotations in both")
    sheet.blank()
    sheet.line((wording.LIMITS, "dim"))
    return sheet.shown(colour=colour)


def _cases(sheet: Sheet, comparison: Comparison) -> None:
    """For and against, for each direction; for an unseen source what its row says."""
    for case in comparison.cases:
        names = ("A", "B") if case.derived == comparison.left else ("B", "A")
        sheet.heading(f"For and against {names[0]} drawing on {names[1]}")
        for piece in case.evidence:
            _evidence(sheet, piece)
        total = f"in sum, and beside all other explanations: {chance(case.probability)}{_fate(comparison, case)}"
        sheet.line((f"{wording.signed_number(case.weight):>5}  ", "strong"), total, indent=LABEL - 7, hang=7)
        for words, probability in case.others:
            sheet.line((f"or {words}: ", "dim"), wording.percent(probability), indent=LABEL, hang=3)
    if comparison.cases:
        return
    for heading, rows in (("For", comparison.evidence_for), ("Against", comparison.evidence_against)):
        if rows:
            sheet.heading(heading)
            for piece in rows:
                _evidence(sheet, piece)


def _instead(sheet: Sheet, comparison: Comparison) -> None:
    """What either draws on, where it is not the other."""
    if comparison.instead:
        sheet.heading("What they draw on instead, and the runner-up")
    for row in comparison.instead:
        name = "A" if row.derived == comparison.left else "B"
        behind = "" if row.rank == 1 else ", as the runner-up"
        sheet.line(
            (f"{name:>{LABEL - 2}}  ", "head"),
            f"{sure(row)} on {quoted_name(row.source)}: {row.how}{behind}",
            hang=LABEL,
        )


def _fate(comparison: Comparison, case: Case) -> str:
    """What became of the edge in the graph, where it is not the chosen one."""
    rows = [d for d in comparison.derivations if (d.derived, d.source) == (case.derived, case.source)]
    if any(d.direction != "known" for d in comparison.derivations):
        return "; one row, of unknown direction"
    if not rows:
        return "; no row in the graph"
    return "" if rows[0].rank == 1 else f"; in the graph it has rank {rows[0].rank}"


def _measures(sheet: Sheet, comparison: Comparison) -> None:
    if (
        comparison.similarity is not None
        and comparison.left_in_right is not None
        and comparison.right_in_left is not None
    ):
        sheet.line(
            f"Similarity {wording.percent(comparison.similarity)}; "
            f"{wording.percent(comparison.left_in_right)} of A stands in B, "
            f"{wording.percent(comparison.right_in_left)} of B in A."
        )
    if comparison.left_turns is not None and comparison.right_turns is not None and not comparison.translated:
        sheet.line(
            f"Of A’s pairs of neighbouring words {wording.percent(comparison.left_turns)} stand in B, "
            f"of B’s {wording.percent(comparison.right_turns)} in A."
        )
