"""Words by language: makes provenance/base/language_data.py from provenance/languages/*.toml and from CLDR.

    python -m benchmarks.languages          writes the module again

A file a language is easy to read and to add; a module loads in a millisecond. The names of months and weekdays come
from CLDR, as Babel carries it: Babel is a dependency of developers only. A test holds the module against what this
program makes. docs/how-to/add-a-language.md explains the keys.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from provenance.origin.dates.words import date_word

HOME = Path(__file__).parents[1] / "provenance"
MODULE = HOME / "base" / "language_data.py"
KINDS = ("related", "recent", "tags", "comments", "share", "subscribe", "advertisement", "promo")  # the last one counts
_HEAD = '''\
"""The words of provenance/languages/*.toml, and names of months and weekdays from CLDR.

Made by `python -m benchmarks.languages`: change the files, not this module.
CLDR is copyright Unicode, Inc., Unicode License v3: https://www.unicode.org/license.txt
"""

# ruff: noqa: E501 - long words in many scripts
'''


def languages() -> dict[str, Mapping[str, Any]]:
    """The files, by code of language."""
    files = sorted((HOME / "languages").glob("*.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}


def module(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """The module's text."""
    credits = {code: dict(table["credits"]) for code, table in tables.items() if "credits" in table}
    citations = {code: table["citations"] for code, table in tables.items() if "citations" in table}
    speech = {code: table["speech"] for code, table in tables.items() if "speech" in table}
    verbs = {code: words["verbs"] for code, words in speech.items() if "verbs" in words}
    frames = {code: words for code, words in speech.items() if "frames" in words}
    dashes = [code for code, table in tables.items() if table.get("speech", {}).get("dashes")]
    parts_of_dates = ("day_word", "month_word", "year_word")
    date_words = {
        code: tuple(table["dates"][part] for part in parts_of_dates)
        for code, table in tables.items()
        if "month_word" in table["dates"]
    }
    doubtful = sorted({word for table in tables.values() for word in table["dates"].get("doubtful", "").split()})
    labels = {
        kind: {code: table["furniture"][kind] for code, table in tables.items() if kind in table.get("furniture", {})}
        for kind in (*KINDS, "head")
    }
    parts = (
        ("CREDITS: dict[str, dict[str, str]]", credits),
        ("CITATIONS: dict[str, dict[str, str]]", citations),
        ("VERBS: dict[str, str]", verbs),
        ("FRAMES: dict[str, dict[str, str | bool | list[str]]]", frames),
        ("DASHES: tuple[str, ...]", tuple(dashes)),
        ("DATE_WORDS: dict[str, tuple[str, str, str]]", date_words),
        ("MONTHS: dict[str, int]", unambiguous(month_names(tables))),
        ("WEEKDAYS: dict[str, int]", unambiguous(weekday_names(tables))),
        ("DOUBTFUL: tuple[str, ...]", tuple(doubtful)),
        ("LABELS: dict[str, dict[str, list[str]]]", labels),
    )
    return _HEAD + "".join(f"\n{name} = {_literal(value)}\n" for name, value in parts)


def month_names(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    """Each name of a month with its number: January is 1."""
    for code, table in tables.items():
        if table["dates"]["cldr"]:
            yield from _from_cldr(Locale.parse(code).months, 0)
        yield from _added(table["dates"].get("months", {}), 0)


def weekday_names(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    """Each name of a weekday with its number: Monday is 0."""
    for code, table in tables.items():
        if table["dates"]["cldr"]:
            yield from _from_cldr(Locale.parse(code).days, 0)
        yield from _added(table["dates"].get("weekdays", {}), 1)


def _from_cldr(names: Mapping[str, Any], base: int) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for number, name in names[context]["wide"].items():
            word = date_word(name)
            if " " not in word and "-" not in word and not any(letter.isdigit() for letter in word):
                yield word, number - base


def _added(names: Mapping[str, str], base: int) -> Iterator[tuple[str, int]]:
    for number, words in names.items():
        yield from ((date_word(word), int(number) - base) for word in words.split())


def unambiguous(names: Iterator[tuple[str, int]]) -> dict[str, int]:
    """The names that have one number in all languages: no date is better than a wrong one.

    >>> unambiguous(iter([("listopada", 11), ("maja", 5), ("listopada", 10), ("maja", 5)]))
    {'maja': 5}
    """
    numbers: dict[str, set[int]] = {}
    for name, number in names:
        numbers.setdefault(name, set()).add(number)
    return {name: min(found) for name, found in sorted(numbers.items()) if len(found) == 1}


def _literal(value: object, depth: int = 0) -> str:
    """A value as the formatter of the project writes it, an entry a line."""
    inner, outer = "    " * (depth + 1), "    " * depth
    if isinstance(value, Mapping):
        lines = (f"{inner}{_literal(key)}: {_literal(item, depth + 1)},\n" for key, item in value.items())
        return "{\n" + "".join(lines) + outer + "}"
    if isinstance(value, list | tuple):
        open_, close = "[]" if isinstance(value, list) else "()"
        return open_ + "\n" + "".join(f"{inner}{_literal(item)},\n" for item in value) + outer + close
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if '"' not in value else repr(value)
    return repr(value)


if __name__ == "__main__":
    MODULE.write_text(module(languages()), encoding="utf-8")
