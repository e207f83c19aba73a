"""Who speaks in languages where capitals do not show names: frames of words, by language.

A frame says what stands around a quotation: `TITLE NAME SAYS : QUOTE`. Frames and their words stand with their
languages, in languages/*.toml (docs/how-to/add-a-language.md). A name that no frame is sure of is not read: no speaker
is better than a wrong one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from provenance.base.language_data import FRAMES

_LOOK, _AFTER = 160, 120  # characters before a quotation, and after it, in which frames are looked for
_INSIDE = 60  # characters of the quotation that show its script
_STOP = re.compile(r"[。！？!?؟۔।\n]|\.(?=\s|\Z)")
_FILLER = r"[^。！？!?؟۔।\n“”„\"«»「」『』]{0,60}?"
_BEGIN = r"(?:\A|[，,、،؛;：:»”\"」])"
_END = r"(?=\s{0,3}[，,،;；]?\s{0,3}\Z)"
_GAP, _SPACE = r"\s{0,3}", r"\s{1,3}"
_CLOSING = "\"“”’'»」』"
_SURE = 6  # letters of a language near a quotation, from which it is in that language
_LATIN = re.compile("[A-Za-z]")
_LETTERS = re.compile("|".join(str(table["letters"]) for table in FRAMES.values()))


class _Frame(NamedTuple):
    """What stands before a name and behind it, on its side of the quotation, and what stands on the other side."""

    named_before: bool  # the name stands before the quotation
    lead: re.Pattern[str]
    named_rest: re.Pattern[str]  # begins with the name
    rest: re.Pattern[str]
    opposite: re.Pattern[str]
    sure: bool  # or does the name have to stand in the article twice


class _Language(NamedTuple):
    letters: re.Pattern[str]
    latin: bool  # these letters are few among Latin ones
    names: re.Pattern[str]
    never: re.Pattern[str]
    frames: tuple[_Frame, ...]
    spaced: bool  # words stand apart: the last one of a name stands for it later


def is_framed(text: str, start: int, end: int) -> bool:
    """Whether the quotation at start:end is in a language whose speakers frames tell.

    >>> is_framed("市长林佳怡表示：“码头必须重建。”", 8, 17), is_framed("“Rain helps,” said Ida Fenn.", 0, 13)
    (True, False)
    """
    return bool(_languages_near(text, start, end))


def framed_speaker(text: str, start: int, end: int, bounds: tuple[int, int], known: Sequence[str] = ()) -> str | None:
    """Who speaks at start:end, by what stands within `bounds`; `known` are names of speakers of the article.

    >>> story = "“吊车下周就会到。”诺兰德总统伊达·芬恩说。"
    >>> framed_speaker(story, 0, 10, (0, len(story)))
    '伊达·芬恩'
    """
    sides = _before(text, start, bounds[0]), _after(text, end, bounds[1])
    names: set[str] = set()
    for language in _languages_near(text, start, end):
        names |= set(_names(language, text, sides)) or set(_last_names(language, sides, known))
    return names.pop() if len(names) == 1 else None


def _before(text: str, start: int, low: int) -> str:
    """The sentence up to a quotation."""
    low = max(low, start - _LOOK)
    stops = [match.end() for match in _STOP.finditer(text, low, start)]
    return text[stops[-1] if stops else low : start]


def _after(text: str, end: int, high: int) -> str:
    """The sentence that goes on behind a quotation."""
    high = min(high, end + _AFTER)
    stop = _STOP.search(text, end, high)
    return text[end : stop.start() if stop else high]


def _names(language: _Language, text: str, sides: tuple[str, str]) -> Iterator[str]:
    """The names that frames tell, each but once; of names that overlap the one that begins first."""
    for frame in language.frames:
        side = sides[0] if frame.named_before else sides[1]
        if not frame.opposite.search(sides[1] if frame.named_before else sides[0]):
            continue
        reached = 0
        for start in (match.start() for match in language.names.finditer(side)):
            if start < reached or not frame.lead.search(side, 0, start):
                continue
            match = frame.named_rest.match(side, start)
            if match and _is_name(language, match["name"]) and (frame.sure or text.count(match["name"]) > 1):
                reached = match.end("name")
                yield match["name"]


def _last_names(language: _Language, sides: tuple[str, str], known: Sequence[str]) -> Iterator[str]:
    """The last words of names that are known, where a frame holds one."""
    if not language.spaced:
        return
    for word in dict.fromkeys(name.split()[-1] for name in known):
        for frame in language.frames:
            side = sides[0] if frame.named_before else sides[1]
            if word not in side or not frame.opposite.search(sides[1] if frame.named_before else sides[0]):
                continue
            at = side.index(word)
            if frame.lead.search(side, 0, at) and frame.rest.match(side, at + len(word)):
                yield word


def _is_name(language: _Language, name: str) -> bool:
    return not any(language.never.fullmatch(part) for part in (name, *name.split()))


def _languages_near(text: str, start: int, end: int) -> list[_Language]:
    near = text[max(0, start - _LOOK) : min(end, start + _INSIDE)] + text[end : end + _AFTER]
    if near.isascii() or not _LETTERS.search(near):
        return []
    return [language for language in _languages() if _is_written_in(language, near)]


def _is_written_in(language: _Language, near: str) -> bool:
    count = len(language.letters.findall(near))
    return count >= _SURE and (language.latin or count > len(_LATIN.findall(near)))


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(_language(table) for table in FRAMES.values())


def _language(table: Mapping[str, Any]) -> _Language:
    words = {key: _alternatives(table.get(key, "")) for key in ("first", "titles", "says", "links", "name", "never")}
    boundary = f"(?<!{table['boundary']})" if "boundary" in table else ""
    after = f"(?!{table['boundary']})" if table.get("spaced") else ""
    around = boundary if after else ""
    name = words["name"].replace("FIRST", words["first"])
    slots = {
        "TITLE": f"{around}{words['titles']}{after}",
        "SAYS": f"{around}{words['says']}{after}",
        "LINK": f"{around}{words['links']}{after}",
        "BEGIN": _BEGIN,
        "END": _END,
    }
    frames = [(frame, True) for frame in table["frames"]] + [(frame, False) for frame in table.get("unsure", ())]
    return _Language(
        re.compile(table["letters"]),
        bool(table.get("latin")),
        re.compile(f"{boundary}(?={name})"),
        re.compile(words["never"]),
        tuple(_frame(frame, slots, f"(?P<name>{name}){after}", sure=sure) for frame, sure in frames),
        bool(table.get("spaced")),
    )


def _alternatives(words: str) -> str:
    """Words apart by spaces as one pattern; nothing matches where there are none."""
    choices = "|".join(words.replace("_", _SPACE).split())
    return f"(?:{choices or '(?!)'})"


def _frame(frame: str, slots: Mapping[str, str], name: str, *, sure: bool) -> _Frame:
    """A frame as patterns.

    >>> made = _frame("NAME SAYS : QUOTE", {"SAYS": "says"}, "(?P<name>Ida)", sure=True)
    >>> made.named_rest.match("Ida says: ")["name"], made.named_before
    ('Ida', True)
    """
    before, after = (_GAP.join(_pattern(written, slots) for written in side.split()) for side in frame.split("QUOTE"))
    named_before = "NAME" in before
    lead, rest = (before if named_before else after).split("NAME")
    end = rf"{_GAP}\Z" if named_before else ""
    return _Frame(
        named_before,
        re.compile(rf"{lead}\Z" if named_before else rf"\A{_GAP}{lead}\Z"),
        re.compile(f"{name}{rest}{end}"),
        re.compile(f"{rest}{end}"),
        re.compile(rf"\A{_GAP}{after}" if named_before else rf"{before}{_GAP}\Z"),
        sure,
    )


def _pattern(written: str, slots: Mapping[str, str]) -> str:
    """One word of a frame as a pattern."""
    if written == "...":
        return _FILLER
    return re.sub("[A-Z]{3,}", lambda match: slots.get(match[0], match[0]), written.replace("_", _SPACE))
