"""Every article gets an id that no other has: the record's, the file's name, or a hash of the record."""

from collections.abc import Sequence
from itertools import repeat

import xxhash

from provenance.base.escaping import one_line
from provenance.corpus.ledger import Note

_SAME = Note("W-DUP-ID", "the same id and text again: one is kept")
UNNAMED = "\0"  # stands before an unsettled id that is none of the record's own
_SHOWN = 60  # characters of an id


class Ids:
    """The ids in use, each with a hash of its text and its file: what stands against a second article of that id."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, str]] = {}
        self._versions: dict[tuple[str, bytes], str] = {}  # of ids that have several texts in one file
        self._last: dict[str, int] = {}  # number last given, so that a million equal records take one step each

    def settle(self, own_id: str, text: bytes, file: str) -> tuple[str, Note | None]:
        """The id that a record's own id leads to, and what there is to say about it; `text` is its `content`.

        Ids are a matter of one file: where another file uses the id for another text, the later one is called
        file#id. Where the same file does, the later one is a version, called id-2, id-3 …, so that nothing is lost.

        >>> ids = Ids()
        >>> [ids.settle("7", text, "a.csv")[0] for text in (b"Rain", b"Snow", b"Hail", b"Sn" + b"ow")]
        ['7', '7-2', '7-3', '7-2']
        >>> ids.settle("7", b"Ra" + b"in", "a.csv")[1].code, ids.settle("7", b"Fog", "b.csv")
        ('W-DUP-ID', ('b.csv#7', None))
        """
        for name in (own_id, f"{file}#{own_id}"):
            first = self._known.setdefault(name, (text, file))
            if first[0] is text:
                return name, None
            if first[0] == text:
                return name, _SAME
            if first[1] == file:
                break
        before = self._versions.get((name, text))
        if before is not None:
            return before, _SAME
        version = self._versions[name, text] = self.unused(name, text)
        said = f"its id has another text before: this version is called {one_line(version[-_SHOWN:])}"
        return version, Note("W-ID-VERSION", said)

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

    def unused(self, name: str, text: bytes) -> str:
        """The name itself, or with -2, -3 … where it is taken, for articles whose record names no id.

        >>> ids = Ids()
        >>> ids.unused("a", b"Rain"), ids.unused("a", b"Rain")
        ('a', 'a-2')
        """
        number, free = 1, name
        while free in self._known:
            number = self._last.get(name, number) + 1
            self._last[name] = number
            free = f"{name}-{number}"
        self._known[free] = (text, "")
        return free


class UnsettledIds(Ids):
    """Ids that are settled once all records are read, wherever that happens: each record keeps the id it came with.

    >>> ids = UnsettledIds()
    >>> ids.settle("7", b"Rain", "a.csv"), ids.settle("7", b"Snow", "a.csv"), ids.unused("1f", b"Rain")[1:]
    (('7', None), ('7', None), '1f')
    """

    def settle(self, own_id: str, text: bytes, file: str) -> tuple[str, Note | None]:
        """The id itself."""
        return own_id, None

    def take(self, names: Sequence[str], contents: Sequence[bytes], file: str) -> bool:
        """All of them."""
        return True

    def unused(self, name: str, text: bytes) -> str:
        """The name behind UNNAMED, which no record's own id holds."""
        return UNNAMED + name


def content(text: str) -> bytes:
    """What stands for a text where only its being the same counts."""
    return xxhash.xxh3_128_digest(text.encode("utf-8", "surrogatepass"))
