"""Every article gets an id of its own: the record's, the file's name, or a hash of the record."""

from collections.abc import Sequence
from itertools import repeat

import xxhash

from provenance.corpus.ledger import Note


class Ids:
    """The ids in use, each with a hash of its text and its file: what stands against a second article of that id."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, str]] = {}
        self._last: dict[str, int] = {}  # number last given, so that a million equal records take one step each

    def settle(self, own_id: str, text: str, file: str) -> tuple[str, Note | None]:
        """The id that a record's own id leads to, and what stands against taking it.

        Ids are a matter of one file: where another file uses the id for another text, the later one is called
        file#id, and nothing is lost.

        >>> ids = Ids()
        >>> [ids.settle("7", text, "a.csv")[1] for text in ("Rain.", "Rain.", "Snow.")]  # doctest: +ELLIPSIS
        [None, Note(code='W-DUP-ID', ...), Note(code='E-ID-CONFLICT', ...)]
        >>> ids.settle("7", "Hail.", "b.csv")
        ('b.csv#7', None)
        """
        own = content(text)
        for name in (own_id, f"{file}#{own_id}"):
            found = self._known.setdefault(name, (own, file))
            if found[0] is own:
                return name, None
            if found[0] == own:
                return name, Note("W-DUP-ID", "the same id and text again: one is kept")
            if found[1] == file:
                break
        return own_id, Note("E-ID-CONFLICT", "its id is taken by another text: the first is kept")

    def known(self, name: str | None) -> bool:
        """Whether an article has that id already."""
        return name in self._known

    def take(self, names: Sequence[str], contents: Sequence[bytes], file: str) -> bool:
        """Take the ids of many records at once, where none is in use and none is given twice; else take none.

        >>> ids = Ids()
        >>> ids.take(["a", "b"], [b"1", b"2"], "x"), ids.take(["c", "b"], [b"3", b"2"], "x")
        (True, False)
        """
        new = dict(zip(names, zip(contents, repeat(file)), strict=False))
        if len(new) < len(names) or not self._known.keys().isdisjoint(new):
            return False
        self._known.update(new)
        return True

    def unused(self, name: str, text: str) -> str:
        """The name itself, or with -2, -3 … where it is taken, for articles whose record names no id.

        >>> ids = Ids()
        >>> ids.unused("a", "Rain."), ids.unused("a", "Rain.")
        ('a', 'a-2')
        """
        number, free = 1, name
        while free in self._known:
            number = self._last.get(name, number) + 1
            self._last[name] = number
            free = f"{name}-{number}"
        self._known[free] = (content(text), "")
        return free


def content(text: str) -> bytes:
    """What stands for a text where only its being the same counts."""
    return xxhash.xxh3_128_digest(text.encode("utf-8", "surrogatepass"))
