"""What a newsroom has in hand: sentences that know where they come from, in paragraphs, with a credit line."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence; `key` says who wrote it first and stays with it whatever is done to its words."""

    key: str
    text: str
    kind: str  # lead, body, quote, background, own
    quote: str
    speaker: str


class Credit(NamedTuple):
    """A credit as it is printed: whom, how, through whom."""

    agency: str
    position: str  # dateline, bracket, signoff, sentence, chain
    relay: str | None = None


@dataclass
class Story:
    """Paragraphs of sentences and what stands around them."""

    paragraphs: list[list[Sentence]]
    city: str
    slots: dict[str, str]
    credits: tuple[Credit, ...] = ()
    done: list[str] = field(default_factory=list)  # the operators that made it

    @property
    def keys(self) -> frozenset[str]:
        """Where its sentences come from."""
        return frozenset(sentence.key for paragraph in self.paragraphs for sentence in paragraph)

    def size(self) -> int:
        """Words, about."""
        return sum(len(s.text.split()) for paragraph in self.paragraphs for s in paragraph)


def each(story: Story, change: Callable[[Sentence], Sentence]) -> Story:
    """The story with every sentence changed; itself where none is."""
    after = [[change(s) for s in paragraph] for paragraph in story.paragraphs]
    return story if after == story.paragraphs else replace(story, paragraphs=after)
