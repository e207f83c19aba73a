"""What one small corpus holds, and what a trace of it must and must not find."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field

CREDIT_LIKE = ("credit", "citation")  # a sentence about the whole story may be read as either
OBTAINED = ("citation", "quote")  # words told to an agency likewise


@dataclass(frozen=True)
class Credit:
    """A named (or, with agency None, unnamed) source that the text itself credits; `phrase` stands once in the text."""

    agency: str | None
    kind: tuple[str, ...]
    scope: tuple[str, ...]
    phrase: str
    name: str
    optional: bool = False  # right when found, right when not


@dataclass(frozen=True)
class Shared:
    """A significant passage, as it stands on both sides."""

    left: str
    right: str
    left_text: str
    right_text: str


@dataclass(frozen=True)
class Unseen:
    """An item that is not in the corpus and the articles that draw on it: on one and the same."""

    agency: str | None
    drawn_by: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One corpus. What is not listed must not be found: no other credit, furniture, passage or joint source."""

    name: str
    teaches: str
    articles: Mapping[str, str]
    credits: Mapping[str, tuple[Credit, ...]] = field(default_factory=dict)
    furniture: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # each span's whole text
    may_be_furniture: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: tuple[Shared, ...] = ()
    may_share: tuple[Shared, ...] = ()  # right when found, right when not
    unseen: tuple[Unseen, ...] = ()
    may_join: tuple[Unseen, ...] = ()  # joint sources that are right as well, but not demanded
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # days, ISO
    direct_below: float = 0.2  # no edge between two articles reaches this probability


def credit(
    agency: str | None,
    phrase: str,
    name: str,
    *kinds: str,
    scope: str | tuple[str, ...] = "story",
    optional: bool = False,
) -> Credit:
    """A credit in one line; without kinds it is a plain `credit`."""
    scopes = (scope,) if isinstance(scope, str) else scope
    return Credit(agency, kinds or ("credit",), scopes, phrase, name, optional)


def flow(text: str) -> str:
    r"""An article as most sites store it: one line a paragraph, a line end at the very end.

    >>> flow('''
    ...     The ferry sailed
    ...     late.
    ...
    ...     Nobody minded.
    ... ''')
    'The ferry sailed late.\n\nNobody minded.\n'
    """
    paragraphs = textwrap.dedent(text).strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs) + "\n"


def tight(text: str) -> str:
    r"""The same with single line ends between paragraphs, and none at the end.

    >>> tight("One.\n\nTwo.")
    'One.\nTwo.'
    """
    return flow(text).strip().replace("\n\n", "\n")


def wrapped(text: str, width: int = 72) -> str:
    r"""The same, hard-wrapped, with a blank line after every line and no line end at the very end.

    >>> wrapped("One two three four.", 10)
    'One two\n\nthree\n\nfour.'
    """
    lines = [line for paragraph in flow(text).strip().split("\n\n") for line in textwrap.wrap(paragraph, width)]
    return "\n\n".join(lines)
