"""The quotations that an article has in common with others: how each has it beside this one, and who else spoke."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from provenance.base.tokens import words
from provenance.report import wording
from provenance.report.lookup import Lookup, Row
from provenance.report.story import Node, Quotation, Version

LISTED = 40  # other articles that a quotation names, so that a page costs the same however many have it
NAMED = 2  # of them, by the form in which they have it, that a page names
FORMS_SHOWN = 3
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
    look: Lookup, article: str, as_node: Callable[[Row], Node], only: str | None = None
) -> tuple[Quotation, ...]:
    """The article's quotations that others have, in the order of its text; `named` makes a node of an article's row.

    With `only`, those that this one other article has.
    """
    wordings = []
    for quotation in look.quotations_of.get(article, []):
        rows = [row for row in look.quotations[quotation["quotation"]] if only in (None, row["article"])]
        others = [row for row in rows[: LISTED + 1] if row["article"] != article][:LISTED]
        apart = sum(row["article"] != article for row in rows)
        if only and not others:
            continue
        wordings.append(
            Quotation(
                quotation["start"],
                quotation["end"],
                quotation["form"],
                as_node(look.article(quotation["of"])),
                quotation["speaker"],
                look.article(article)["text"][quotation["start"] : quotation["end"]],
                tuple(_version(look, row, quotation, as_node) for row in others),
                apart - len(others),
            )
        )
    return tuple(wordings)


def _version(look: Lookup, row: Row, quotation: Row, as_node: Callable[[Row], Node]) -> Version:
    article = look.article(row["article"])
    kept = None
    if row["speaker"] and quotation["speaker"]:
        alike = row["speaker"].split()[-1:] == quotation["speaker"].split()[-1:]
        kept = alike or (row["speaker_kept"] is True and quotation["speaker_kept"] is True)
    text = article["text"][row["start"] : row["end"]]
    spoken = look.article(quotation["article"])["text"][quotation["start"] : quotation["end"]]
    form = row["form"] if row["form"] == "indirect" else beside(text, spoken)
    return Version(as_node(article), form, row["start"], row["end"], row["speaker"], kept, text)


def beside(text: str, quotation: str) -> str:
    """In what form another article has a quotation, compared with the reported article.

    >>> beside("“It rains on Osk.”", "«it rains»"), beside("it rains", "It rains!"), beside("Rain fell", "Fog fell")
    ('fuller', 'exact', 'altered')
    """
    theirs, ours = words(text)[0], words(quotation)[0]
    if theirs == ours:
        return "exact"
    if _within(theirs, ours):
        return "trimmed"
    return "fuller" if _within(ours, theirs) else "altered"


def _within(phrase: Sequence[str], sentence: Sequence[str]) -> bool:
    size = len(phrase)
    return any(
        sentence[start : start + size] == phrase
        for start in range(len(sentence) - size + 1)
        if sentence[start] == phrase[0]
    )


def here(quotation: Quotation) -> str:
    """How the reported article has a quotation, in words: its speaker, and its form."""
    spoken = wording.shortened(quotation.speaker, 60) if quotation.speaker else "speaker not named"
    form = HERE.get(quotation.form) or FORMS.get(quotation.form, wording.shortened(quotation.form, 40))
    return f"{spoken}; {form}"


class SameForm(NamedTuple):
    """Articles that have a quotation in the same form."""

    form: str  # in words
    quote: str  # "" where it is word for word that of the article in hand
    nodes: tuple[Node, ...]
    more: int  # further articles that are not named


def by_form(quotation: Quotation) -> list[SameForm]:
    """A quotation elsewhere, form by form in the order of the list, FORMS_SHOWN at most with NAMED articles each."""
    groups: dict[tuple[str, str], list[Node]] = {}
    for version in quotation.others:
        key = (there(version), "" if version.form == "exact" else version.quote)
        groups.setdefault(key, []).append(version.node)
    shown = [
        SameForm(form, quote, tuple(nodes[:NAMED]), max(len(nodes) - NAMED, 0))
        for (form, quote), nodes in list(groups.items())[:FORMS_SHOWN]
    ]
    unnamed = quotation.more + sum(map(len, list(groups.values())[FORMS_SHOWN:]))
    return [*shown[:-1], *(last._replace(more=last.more + unnamed) for last in shown[-1:])]


def there(version: Version) -> str:
    """How another article has it, in words.

    >>> from provenance.report.story import Period
    >>> there(Version(Node("b", False, "b", None, Period(None, None)), "trimmed", 0, 9, "Bo Sund", False, "x"))
    'a part of it; given to Bo Sund'
    """
    form = FORMS.get(version.form, wording.shortened(version.form, 40))
    spoken = wording.shortened(version.speaker or "", 60)
    return f"{form}; given to {spoken}" if version.kept is False else form
