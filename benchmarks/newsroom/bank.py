"""What one half of the newsroom writes with: its topics, phrases, synonyms, credits and page furniture.

There are two halves, `fit` and `test`, in files of their own, that share none of these: weights fitted on the one are
judged on the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One subject: what is named in its events, and sentences; `{a|b}` is a choice, `$x` a slot."""

    name: str
    things: tuple[str, ...]  # "$name" is an invented word
    bodies: tuple[str, ...]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    body: tuple[str, ...]
    background: tuple[str, ...]


@dataclass(frozen=True)
class Bank:
    """One half's words."""

    name: str
    topics: tuple[Topic, ...]
    leads: tuple[str, ...]
    body: tuple[str, ...]
    frames: tuple[str, ...]  # around a quotation
    sayings: tuple[str, ...]  # what is said
    lists: Mapping[str, tuple[str, ...]]  # words for $adj, $adv, $noun, $when, $said
    synonyms: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]  # one house's spelling -> another's
    agencies: Mapping[str, str]  # id in the catalogue -> the name that is printed
    relays: Mapping[str, str]
    credits: Mapping[str, tuple[str, ...]]  # position -> wordings
    relayed: tuple[str, ...]  # a phrase put behind a sentence
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    own: tuple[str, ...]  # an outlet's own addition
    hands: str = (
        "usual"  # which operators edit: usual (operators.py), mixed (and further_hands.py), other (other_hands.py)
    )
    trees: str = "chains"  # whom copies are made of: chains (anybody's article), wire (mostly the first; papers named)
