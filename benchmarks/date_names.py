"""Months and weekdays by language: makes provenance/corpus/dates/date_names.txt from CLDR, as Babel carries it.

    python -m benchmarks.date_names          writes the table again

Babel is a dependency of developers only. A test holds the table against what this program makes.
"""

from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version

from provenance.corpus.dates.date_names import keyed

TABLE = Path(__file__).parents[1] / "provenance" / "corpus" / "dates" / "date_names.txt"
# Languages of the news whose months have names; Chinese, Japanese, Korean and Vietnamese number them.
_LOCALES = (
    "en en_GB en_AU de de_AT fr fr_CA es es_MX it pt pt_PT ca gl nl af da nb nn sv is fo fi et lv lt pl cs sk sl hr"
    " sr sr_Latn bs mk bg ro hu sq el tr az kk ky uz uz_Cyrl tk tg ka hy ru uk be ar ar_SY ar_IQ ar_DZ ar_TN ar_MA"
    " ar_MR cy fa fa_AF ur ps he hi mr ne bn gu pa ta te kn ml or as th lo my km id ms fil sw vi"
)
_MORE = {  # what is written, and CLDR does not have: spellings without accents, from keyboards, of offices
    "en": {9: "sept"},
    "de": {3: "mrz maerz", 1: "jaenner"},
    "es": {9: "setiembre"},
    "id": {2: "pebruari", 8: "agt"},
    "hi": {9: "सितम्बर", 11: "नवम्बर", 12: "दिसम्बर"},
    "ar": {8: "اغسطس", 10: "اكتوبر", 4: "ابريل"},
    "he": dict(enumerate(("בינואר", "בפברואר", "במרץ", "באפריל", "במאי", "ביוני", "ביולי",
           "באוגוסט", "בספטמבר", "באוקטובר", "בנובמבר", "בדצמבר"), 1)),
    "ru": {9: "сент", 11: "нояб"},
}  # fmt: skip
_THAI_DAY, _THAI_THE = "วัน", "ที่"
_HEAD = """\
# Months (1 to 12) and weekdays (w1, Monday, to w7) by language, as date_names.py compares them; made by
# benchmarks/date_names.py from CLDR {version}. Copyright Unicode, Inc.; Unicode License v3, https://www.unicode.org/license.txt
"""


def table() -> str:
    """The table, a line for each language and month or weekday."""
    forms: dict[tuple[str, str], dict[str, None]] = {}
    for code in _LOCALES.split():
        locale = Locale.parse(code)
        for label, name in _names(locale):
            key = keyed(name)
            if key and not any(character.isdigit() for character in key):
                forms.setdefault((locale.language, label), {})[key] = None
    for language, months in _MORE.items():
        for number, names in months.items():
            forms[language, str(number)] |= dict.fromkeys(map(keyed, names.split()))
    rows = (f"{language}\t{label}\t{'|'.join(names)}\n" for (language, label), names in forms.items())
    return _HEAD.format(version=get_cldr_version()) + "".join(rows)


def _names(locale: Locale) -> Iterator[tuple[str, str]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in sorted(locale.months[context][width].items()):
                yield str(number), name
            for number, name in sorted(locale.days[context][width].items()):
                yield f"w{number + 1}", name
                if name.startswith(_THAI_DAY):  # which is written without a gap: day Wednesday the 17th
                    yield f"w{number + 1}", name.removeprefix(_THAI_DAY)
                    yield f"w{number + 1}", name + _THAI_THE


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
