"""The quotations that an article has in common with others: who has the longest form, who names another speaker."""

from collections.abc import Callable

from provenance.report import wording
from provenance.report.lookup import Lookup, Row
from provenance.report.story import Node, Quotation, Version

LISTED = 40  # other articles that a quotation names, so that a page costs the same however many have it
MARKS = '"“”„‟«»‹›「」『』‘’‚ '  # taken off where marks of ours are set around
FORMS = {
    "exact": "word for word",
    "trimmed": "a part of it",
    "altered": "in altered words",
    "indirect": "without quotation marks",
}


def quotations(
    look: Lookup, article: str, named: Callable[[Row], Node], only: str | None = None
) -> tuple[Quotation, ...]:
    """The article's quotations that others have, in the order of its text; `named` makes a node of an article's row.

    With `only`, those that this one other article has.
    """
    found = []
    for own in look.quotations_of.get(article, []):
        rows = [row for row in look.quotations[own["quotation"]] if only in (None, row["article"])]
        others = [row for row in rows[: LISTED + 1] if row["article"] != article][:LISTED]
        apart = sum(row["article"] != article for row in rows)
        if only and not others:
            continue
        found.append(
            Quotation(
                own["start"],
                own["end"],
                own["form"],
                named(look.article(own["of"])),
                own["speaker"],
                look.article(article)["text"][own["start"] : own["end"]],
                tuple(_version(look, row, own, named) for row in others),
                apart - len(others),
            )
        )
    return tuple(found)


def _version(look: Lookup, row: Row, own: Row, named: Callable[[Row], Node]) -> Version:
    whole = look.article(row["article"])
    kept = None
    if row["speaker"] and own["speaker"]:
        alike = row["speaker"].split()[-1:] == own["speaker"].split()[-1:]
        kept = alike or (row["speaker_kept"] is True and own["speaker_kept"] is True)
    text = whole["text"][row["start"] : row["end"]]
    return Version(named(whole), row["form"], row["start"], row["end"], row["speaker"], kept, text)


def here(quotation: Quotation) -> str:
    """How the article in hand has a quotation, in words: its speaker, and whether it has the longest form."""
    spoken = wording.shortened(quotation.speaker, 60) if quotation.speaker else "speaker not named"
    if quotation.form == "exact":
        return f"{spoken}; no other article has more of it"
    form = FORMS.get(quotation.form, wording.shortened(quotation.form, 40))
    return f"{spoken}; {form}, beside the longest form"


def there(version: Version) -> str:
    """How another article has it, in words.

    >>> from provenance.report.story import Period
    >>> there(Version(Node("b", False, "b", None, Period(None, None)), "trimmed", 0, 9, "Bo Sund", False, "x"))
    'a part of it; given to Bo Sund'
    """
    form = FORMS.get(version.form, wording.shortened(version.form, 40))
    spoken = wording.shortened(version.speaker or "", 60)
    return f"{form}; given to {spoken}" if version.kept is False else form
