"""The ledger: every file and every record that was seen, whether it came in, and why not."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from json.encoder import encode_basestring_ascii as encoded
from typing import Literal

Verdict = Literal["accepted", "warned", "rejected"]


@dataclass(frozen=True)
class Note:
    """One thing to know about a file or record: a stable code (W- a warning, E- an error) and a sentence."""

    code: str
    message: str


@dataclass(frozen=True)
class Entry:
    """One file (no `record`) or one record of a file.

    `rejected`: it was meant to be an article and cannot be. `warned`: it came in with something to know, or there was
    nothing to come in. `also` holds what else is to be known beside `code` and `message`.
    """

    path: str
    record: int | None  # counted from 1; None for the file itself
    line: int | None  # first line of the record, counted from 1
    article: str | None  # the article's id, where one came of it (W-DUP-ID: the article that was kept)
    verdict: Verdict
    code: str  # "" where there is nothing to say
    message: str
    also: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        return (Note(self.code, self.message), *self.also) if self.code else self.also


def entry(
    path: str,
    notes: Sequence[Note] = (),
    *,
    record: int | None = None,
    line: int | None = None,
    article: str | None = None,
    message: str = "",
) -> Entry:
    """An entry with the verdict that follows from its notes: an error rejects, anything else warns.

    >>> entry("a.txt", [Note("W-TOO-SHORT", "4 words")], article="a.txt").verdict
    'warned'
    >>> entry("a.txt", [Note("W-NAME-ESCAPED", ""), Note("E-BINARY", "a picture")]).code
    'E-BINARY'
    """
    ranked = sorted(notes, key=lambda note: not note.code.startswith("E-"))  # errors first, else as they came
    if not ranked:
        return Entry(path, record, line, article, "accepted", "", message)
    verdict: Verdict = "rejected" if ranked[0].code.startswith("E-") else "warned"
    return Entry(path, record, line, article, verdict, ranked[0].code, ranked[0].message, tuple(ranked[1:]))


def with_notes(entries: Iterable[Entry], notes: Mapping[str, Note]) -> list[Entry]:
    """The entries, with a further note for some articles, by their ids.

    >>> with_notes([entry("a.txt", article="a.txt")], {"a.txt": Note("W-REPORT", "no page")})[0].verdict
    'warned'
    """
    return [
        e
        if e.article is None or e.article not in notes or e.code == "W-DUP-ID"  # names the article that was kept
        else entry(
            e.path, [*e.notes, notes[e.article]], record=e.record, line=e.line, article=e.article, message=e.message
        )
        for e in entries
    ]


def json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The ledger as JSON, a line an entry, in pure ASCII so that no name can harm a terminal.

    >>> next(json_lines([entry("a.txt", article="a.txt")]))
    '{"path": "a.txt", "record": null, "line": null, "article": "a.txt", "verdict": "accepted", "code": "", "message": "", "also": []}\\n'
    """  # noqa: E501
    for e in entries:
        fields = {
            name: getattr(e, name) for name in ("path", "record", "line", "article", "verdict", "code", "message")
        }
        fields["also"] = [{"code": note.code, "message": note.message} for note in e.also]
        yield json.dumps(fields) + "\n"


def accepted_lines(
    path: str, records: Iterable[int], ids: Iterable[str], lines: Iterable[int] | None = None
) -> Iterator[str]:
    """The same for records of one file that came in with nothing to say: 1 microsecond a line.

    >>> [*accepted_lines("a.csv", [1], ["x"])] == [*json_lines([entry("a.csv", record=1, article="x")])]
    True
    >>> [*accepted_lines("a", [1], ["x"], [7])] == [*json_lines([entry("a", record=1, line=7, article="x")])]
    True
    """
    start, end = f'{{"path": {json.dumps(path)}, "record": ', '", "code": "", "message": "", "also": []}\n'
    line_numbers: Iterable[int | str] = lines or repeat("null")
    for record, article, line in zip(records, ids, line_numbers):  # noqa: B905  # the last may be endless
        yield f'{start}{record}, "line": {line}, "article": {encoded(article)}, "verdict": "accepted{end}'


def counts(entries: Iterable[Entry]) -> dict[str, int]:
    """Files and records seen, and how many of them were accepted, warned and rejected.

    >>> counts([entry("a.txt"), entry("b.txt", [Note("E-BINARY", "")])])
    {'seen': 2, 'accepted': 1, 'warned': 0, 'rejected': 1}
    """
    verdicts = Counter(e.verdict for e in entries)
    return {"seen": verdicts.total(), **{v: verdicts[v] for v in ("accepted", "warned", "rejected")}}
