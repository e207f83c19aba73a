"""The words that dates are written with, in the languages of the news: months, weekdays and what stands between."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TABLE = files("provenance.corpus.dates") / "date_names.txt"  # made by benchmarks/date_names.py
# Combining marks of Latin, Greek, Cyrillic and Arabic letters, nuktas, tatweel, and what has no width.
_DROPPED = re.compile(
    "[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c\u09bc\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SAME = str.maketrans("ıłøđيىكة", "ilodییکه")
_DOT = re.compile(r"(?<=[^\W\d_])\.|(?<=[\u0e00-\u0e7f\u0900-\u0dff])\.")  # of an abbreviation
_TOKEN = re.compile(r"\d+|[^\s\d!-/:-@\[-`{-~،؛۔।॰·•‘-‟–—‒―|°]+")
LONGEST_NAME = 3  # words of a month or weekday

# The months of the solar calendar of Iran, and as Afghanistan calls them.
_SOLAR = (
    "فروردین حمل", "اردیبهشت ثور", "خرداد جوزا", "تیر سرطان", "مرداد امرداد اسد", "شهریور سنبله", "مهر میزان",
    "آبان عقرب", "آذر قوس", "دی جدی", "بهمن دلو", "اسفند حوت",
)  # fmt: skip
# Words that stand in dates and say nothing: articles and prepositions, "year", "o'clock", "published".
_FILLERS = (
    "of the on at st nd rd th day published posted date dated de del d di du da do el le la les il lo den der am um uhr"
    " er re à as às alle ore h klo kl à a las en em em o godz godzina w dnia dne dna om ngày năm lúc saat jam pukul"
    " г год года в о р року рік года го м ж года жыл года ж թ gada gads m d r roku rok god године година года г"
    " veröffentlicht publié publicado pubblicato geplaatst gepubliceerd publicerad julkaistu opublikowano"
    " опубликовано опубліковано نشر في سنه عام يوم الساعه م ساعت سال مورخ روز تاریخ بجے को बजे दिनांक तारीख"
    " ที่ เวลา น วันที่ พศ คศ และ เดือน ปี tanggal tarikh pada τις στις του ώρα"
)


class Names(NamedTuple):
    """What a word can be, by its key: a month in some languages, a weekday."""

    months: dict[str, dict[int, frozenset[str]]]  # number -> languages
    weekdays: dict[str, frozenset[int]]  # Monday is 1


def unaccented(text: str) -> str:
    """A text as its words are compared: small letters without accents, digits of any script as 0-9.

    >>> unaccented("17 Février"), unaccented("AĞUSTOS"), unaccented("٢٠٢٤")
    ('17 fevrier', 'agustos', '2024')
    """
    if text.isascii():
        return text.lower()
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return "".join(map(_western_digit, unicodedata.normalize("NFC", plain).translate(_SAME)))


def _western_digit(character: str) -> str:
    digit = None if character.isascii() else unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def date_parts(text: str) -> list[str]:
    """The numbers and words of a folded text.

    >>> date_parts("17th jan., 2024"), date_parts("17 ม.ค. 2567")
    (['17', 'th', 'jan', '2024'], ['17', 'มค', '2567'])
    """
    return _TOKEN.findall(undotted(text))


def undotted(text: str) -> str:
    """A text without the dots of its abbreviations."""
    return _DOT.sub("", text)


def keyed(name: str) -> str:
    """A name as the tables hold it.

    >>> keyed("d’Abril"), keyed("ม.ค.")
    ('abril', 'มค')
    """
    parts = date_parts(unaccented(name))
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("de", "d") else parts)


@cache
def date_names() -> Names:
    """All months and weekdays."""
    months: dict[str, dict[int, set[str]]] = {}
    weekdays: dict[str, set[int]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, label, names = line.split("\t")
        for name in names.split("|"):
            if label.startswith("w"):
                weekdays.setdefault(name, set()).add(int(label[1:]))
            else:
                months.setdefault(name, {}).setdefault(int(label), set()).add(language)
    unique: dict[frozenset[str], frozenset[str]] = {}
    return Names(
        {
            name: {number: unique.setdefault(frozenset(keys), frozenset(keys)) for number, keys in numbers.items()}
            for name, numbers in months.items()
        },
        {name: frozenset(numbers) for name, numbers in weekdays.items()},
    )


SOLAR_MONTHS = {keyed(name): number for number, names in enumerate(_SOLAR, 1) for name in names.split()}
FILLERS = frozenset(map(unaccented, _FILLERS.split()))
