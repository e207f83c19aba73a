"""The quotations that an article has in common with others: how each has it beside this one, and who else spoke."""

from collections.abc import Callable, Sequence

from provenance.base.tokens import words
from provenance.report import wording
from provenance.report.lookup import Lookup, Row
from provenance.report.story import Node, Quotation, Version

LISTED = 40  # other articles that a quotation names, so that a page costs the same however many have it
MARKS = '"“”„‟«»‹›「」『』‘’‚ '  # taken off where marks of ours are set around
HERE = {
    "exact": "no other article has more of it",
    "trimmed": "a part of what others have",
    "altered": "in other words than others have",
}
FORMS = {
    "exact": "word for word",
    "trimmed": "a part of it",
    "fuller": "with more words",
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
    here = look.article(own["article"])["text"][own["start"] : own["end"]]
    form = row["form"] if row["form"] == "indirect" else beside(text, here)
    return Version(named(whole), form, row["start"], row["end"], row["speaker"], kept, text)


def beside(text: str, here: str) -> str:
    """In what form another article has a quotation, beside the form that the article in hand has.

    >>> beside("“It rains on Osk.”", "«it rains»"), beside("it rains", "It rains!"), beside("Rain fell", "Fog fell")
    ('fuller', 'exact', 'altered')
    """
    theirs, ours = words(text)[0], words(here)[0]
    if theirs == ours:
        return "exact"
    if _within(theirs, ours):
        return "trimmed"
    return "fuller" if _within(ours, theirs) else "altered"


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return any(whole[start : start + size] == part for start in range(len(whole) - size + 1) if whole[start] == part[0])


def here(quotation: Quotation) -> str:
    """How the article in hand has a quotation, in words: its speaker, and its form."""
    spoken = wording.shortened(quotation.speaker, 60) if quotation.speaker else "speaker not named"
    form = HERE.get(quotation.form) or FORMS.get(quotation.form, wording.shortened(quotation.form, 40))
    return f"{spoken}; {form}"


def there(version: Version) -> str:
    """How another article has it, in words.

    >>> from provenance.report.story import Period
    >>> there(Version(Node("b", False, "b", None, Period(None, None)), "trimmed", 0, 9, "Bo Sund", False, "x"))
    'a part of it; given to Bo Sund'
    """
    form = FORMS.get(version.form, wording.shortened(version.form, 40))
    spoken = wording.shortened(version.speaker or "", 60)
    return f"{form}; given to {spoken}" if version.kept is False else form
