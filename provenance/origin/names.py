"""A text becomes the names of news bodies that stand in it, found in one pass.

Names in scripts with spaces are looked up word by word, the longest first; names in scripts without spaces by one
pattern over all of them. Whether a name is a credit is decided elsewhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from provenance.origin.name_starts import SPACELESS, NameStarts

Grade = Literal["sure", "needs_cue", "common", "unnamed"]

_GAP = re.compile(r"[’']?\s{1,4}|[-‐‑–'’.·]")  # what may stand between two words of one name
_SPACELESS = re.compile(f"[{SPACELESS}]")
_WORD = re.compile(rf"[^\W_{SPACELESS}]+")  # "AFP" also where such letters touch it
_LETTER = re.compile(rf"[^\W_{SPACELESS}]")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")  # a capital behind a small letter
_ADDRESS = re.compile(r"\.(?:com|net|org|ru|ua|ir|info|de|fr|es|it|co|tv|me|az|kz|gov|int|cn|jp|kr|in|pk|ng)\b")
_CASES_CYRILLIC = ("а", "у", "ом", "ем", "е", "і", "ові", "ы", "и", "ой", "ою", "я", "ю")
_PREFIXES_ARABIC = ("و", "ف", "ب", "ل", "ك", "ول", "وب")
_SHORTEST = 3  # letters of an alias that may stand in small letters, where a cue says that it is one
_SHORT = 200  # characters of a text in which all words are looked up
_MANY = 16  # forms with one first word, as "Minister of", from which the second word is looked up as well
_LONG = 6  # letters from which an alias is told from an ordinary word even in small letters


@dataclass(frozen=True)
class BodyName:
    """A name in a text, with the bodies that go by it and how careful to be with it."""

    start: int
    end: int
    agencies: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True)
class _Form:
    words: tuple[str, ...]
    agencies: tuple[str, ...]
    grade: Grade
    dotted: bool  # ends in a full stop that belongs to it, as A.P. does


class Finder:
    """All aliases, made ready for one scan.

    >>> finder = Finder([("Interfax", ("interfax",), "sure"), ("Interfax-Ukraine", ("interfax_ua",), "sure")])
    >>> [(name.agencies, name.end) for name in finder.names("KYIV (Interfax-Ukraine), INTERFAX")]
    [(('interfax_ua',), 22), (('interfax',), 33)]
    """

    def __init__(self, aliases: Iterable[tuple[str, tuple[str, ...], Grade]]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._glyphs: dict[str, tuple[tuple[str, ...], Grade]] = {}
        for alias, agencies, grade in aliases:
            if _SPACELESS.search(alias):
                self._glyphs[alias] = agencies, grade
                continue
            for words in _inflected(tuple(_WORD.findall(alias))):
                self._forms.setdefault(words[0].casefold(), []).append(
                    _Form(words, agencies, grade, alias.endswith("."))
                )
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.words), form.words, form.agencies))
        longest_first = sorted(self._glyphs, key=lambda alias: (-len(alias), alias))
        self._starts = NameStarts(
            (form.words, form.grade == "sure") for forms in self._forms.values() for form in forms
        )
        self._seconds: dict[str, dict[str, list[_Form]]] = {}
        self._glyph = _any_of(longest_first)

    def names(self, text: str) -> list[BodyName]:
        """Every name, none overlapping another, in order of place."""
        return self.names_of((text,))[0]

    def names_of(self, texts: Sequence[str]) -> list[list[BodyName]]:
        """The names of each text: of many at once in a fourth of the time. In short texts every word is looked up."""
        if sum(map(len, texts)) < _SHORT:
            return [self._names(text, ((0, len(text)),)) for text in texts]
        return list(map(self._names, texts, self._starts.spans(texts)))

    def _names(self, text: str, spans: Iterable[tuple[int, int]]) -> list[BodyName]:
        """The names that begin in these stretches, and those in scripts without spaces."""
        names_read = self._spaced(text, spans)
        if text.isascii() or not _SPACELESS.search(text):
            return names_read
        taken = {position for name in names_read for position in range(name.start, name.end)}
        for match in self._glyph.finditer(text):
            if match.start() not in taken:
                agencies, grade = self._glyphs[match.group()]
                names_read.append(BodyName(match.start(), match.end(), agencies, grade))
        return sorted(names_read, key=lambda name: name.start)

    def at_most(self, texts: Sequence[str]) -> list[int]:
        """For each text a number of names that `names` does not exceed, at less than its cost.

        >>> Finder([("Interfax", ("interfax",), "sure")]).at_most(["rain fell on the pier", "Interfax/Tass"])
        [0, 4]
        """
        return list(map(_most_names, texts, self._starts.spans(texts)))

    def _spaced(self, text: str, spans: Iterable[tuple[int, int]]) -> list[BodyName]:
        spaced: list[BodyName] = []
        end = 0
        for span in spans:
            for word in _WORD.finditer(text, *span):
                if word.start() < end:
                    continue
                forms = self._going_on(text, word)
                name = _longest(text, word.start(), forms) if forms else self._glued(text, word)
                if name:
                    spaced.append(name)
                    end = name.end
        return spaced

    def _glued(self, text: str, word: re.Match[str]) -> BodyName | None:
        """A sure name within a word, where a page lost the space: "LindholmAssociated Press", "ReutersOSK"."""
        if not _HUMP.search(word.group()):
            return None
        pieces = (
            (start + word.start(), self._forms.get(piece.casefold(), ())) for start, piece in _pieces(word.group())
        )
        for start, forms in pieces:
            name = _longest(text, start, [form for form in forms if _may_be_glued(form, text, start)])
            if name:
                return name
        return None

    def _going_on(self, text: str, word: re.Match[str]) -> list[_Form] | None:
        """The forms that begin with a word; where these are many, only those that continue with the next word."""
        first = word.group().casefold()
        forms = self._forms.get(first)
        if forms is None or len(forms) <= _MANY:
            return forms
        if first not in self._seconds:
            seconds = self._seconds[first] = {}
            for form in forms:
                seconds.setdefault(form.words[1].casefold() if len(form.words) > 1 else "", []).append(form)
        gap = _GAP.match(text, word.end())
        after = gap and _WORD.match(text, gap.end())
        longer = self._seconds[first].get(after.group().casefold(), []) if after else []
        return longer + self._seconds[first].get("", [])


def _most_names(text: str, spans: Iterable[tuple[int, int]]) -> int:
    """How many names there may be in these words and among the letters of scripts without spaces."""
    letters = 0 if text.isascii() else len(_SPACELESS.findall(text))
    return sum(len(range(*span, 2)) for span in spans) + letters  # between names of one letter is another


def _pieces(word: str) -> list[tuple[int, str]]:
    """Where a word that has lost a space may be parted, with the letters up to the next such place.

    >>> _pieces("LindholmAssociated"), _pieces("Osk")
    ([(0, 'Lindholm'), (8, 'Associated')], [])
    """
    cuts = [match.start() for match in _HUMP.finditer(word)]
    starts = [0, *cuts] if cuts else []
    return [(start, word[start:stop]) for start, stop in zip(starts, [*cuts, len(word)], strict=False)]


def _may_be_glued(form: _Form, text: str, start: int) -> bool:
    return form.grade == "sure" and text.startswith(form.words[0], start)


def _any_of(longest_first: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all names, those with one first letter behind it together: most letters begin none."""
    rests: dict[str, list[str]] = {}
    for alias in longest_first:
        rests.setdefault(alias[0], []).append(re.escape(alias[1:]))
    if not rests:
        return re.compile(r"(?!)")
    begun = "".join(map(re.escape, rests))
    groups = [re.escape(first) + "(?:" + "|".join(tails) + ")" for first, tails in rests.items()]
    return re.compile(f"(?=[{begun}])(?:" + "|".join(groups) + ")")


def _longest(text: str, start: int, forms: list[_Form]) -> BodyName | None:
    if (start and text[start - 1] in "@_#") or text[max(0, start - 4) : start] == "www.":
        return None
    for form in forms:
        end = _end(text, start, form)
        if end and not _ADDRESS.match(text, end):
            lower = form.grade == "sure" and end - start < _LONG and text[start:end].islower() and len(form.words) == 1
            exact = not lower or text[start:end] == form.words[0]
            return BodyName(start, end, form.agencies, form.grade if exact else "needs_cue")
    return None


def _end(text: str, start: int, form: _Form) -> int | None:
    """Where the form ends if it stands at `start`, else None."""
    position = start
    exact = True
    for number, word in enumerate(form.words):
        if number:
            gap = _GAP.match(text, position)
            if not gap:
                return None
            position = gap.end()
        piece = text[position : position + len(word)]
        exact &= piece == word
        if piece.casefold() != word.casefold():
            return None
        position += len(word)
        if position < len(text) and _LETTER.match(text, position) and not (exact and _HUMP.match(text, position)):
            return None
    if not exact and not _told_by_its_letters(text[start:position], form):
        return None
    return position + (form.dotted and text[position : position + 1] == ".")


def _told_by_its_letters(spelling: str, form: _Form) -> bool:
    """Whether a name in other letters than the alias is still that name: REUTERS, reuters, Irna and afp, but not aa."""
    if form.grade == "unnamed":
        return True
    if form.grade != "sure":
        return False
    return spelling.isupper() or spelling.istitle() or len(spelling) >= (_SHORTEST if spelling.islower() else _LONG)


def _inflected(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The forms a name takes: case endings of Cyrillic names, the small words that Arabic writes onto a name.

    >>> ("Укринформу",) in _inflected(("Укринформ",)), ("لرويترز",) in _inflected(("رويترز",))
    (True, True)
    """
    first, last = words[0], words[-1]
    forms = {words}
    if "Ѐ" <= last[0] <= "ӿ" and len(last) > 3:
        stem = last[:-1] if last[-1] in "аеиоуюяАЯ" else last
        forms |= {(*words[:-1], stem + ending) for ending in _CASES_CYRILLIC}
    if "\u0600" <= first[0] <= "\u06ff" and len(first) > 3:
        forms |= {(prefix + first, *words[1:]) for prefix in _PREFIXES_ARABIC}
        if first.startswith("ال"):
            forms.add(("لل" + first[2:], *words[1:]))
    return forms


_AGAIN = re.compile(r"\s{0,3}[(（]\s?|,?\s{1,4}(?:or\s{1,4})?|\s{0,2}[/–—-]\s{0,2}")  # a body named twice over
_APART = 8  # characters between the two: ", or "
_TRADE = re.compile(r"(?:\s{1,3}(?:TV|Television|Channel|News|Radio|Network|Broadcaster)\b){1,3}")


def joined_names(text: str, names: Sequence[BodyName]) -> list[BodyName]:
    """A body named twice over is one name: "Young Journalists Club (YJC)", "the Czech news agency, CTK"."""
    united: list[BodyName] = []
    for name in names:
        last = united[-1] if united else None
        gap = text[last.end : name.start] if last and name.start - last.end <= _APART else ""
        repeated = last is not None and text[last.start : last.end] == text[name.start : name.end] and "\n" in gap
        if last and not repeated and _AGAIN.fullmatch(gap) and set(last.agencies) & set(name.agencies):
            closed = gap.strip() in ("(", "（") and text[name.end : name.end + 1] in (")", "）")
            common = tuple(sorted(set(last.agencies) & set(name.agencies)))
            united[-1] = replace(
                last, end=name.end + closed, agencies=common, grade=min(last.grade, name.grade, key=_GRADES.index)
            )
            continue
        united.append(name)
    return [_grown(text, name) for name in united]


_GRADES = ("sure", "needs_cue", "common", "unnamed")


def _grown(text: str, name: BodyName) -> BodyName:
    """A broadcaster's name takes its trade with it: "Zvezda" of "Zvezda Television Channel"."""
    match = _TRADE.match(text, name.end)
    if name.grade == "unnamed" or not match:
        return name
    return replace(name, end=match.end(), grade="sure")


def vouched(names: Sequence[BodyName]) -> list[BodyName]:
    """Short names made sure where the same text also names the body in full: "Emirates News Agency ... WAM said".

    >>> full, short = BodyName(0, 20, ("wam",), "sure"), BodyName(40, 43, ("wam",), "needs_cue")
    >>> [name.grade for name in vouched([full, short])]
    ['sure', 'sure']
    """
    full = {name.agencies for name in names if name.grade == "sure"}
    return [
        replace(name, grade="sure") if name.grade == "needs_cue" and name.agencies in full else name for name in names
    ]
