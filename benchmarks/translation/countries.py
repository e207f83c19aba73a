"""Write the names of countries in each language, from CLDR (Babel), as the data file that the package reads.

python -m benchmarks.translation.countries            writes provenance/match/translation/countries.tsv
python -m benchmarks.translation.countries --check    exit 1 where the file is not what this Babel makes
"""

import sys
from pathlib import Path

from babel import Locale, __version__

PATH = Path(__file__).resolve().parents[2] / "provenance" / "match" / "translation" / "countries.tsv"
LANGUAGES = (
    "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja",
    "ko", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
_CODE = 2  # letters of a country's code; regions of the world have three digits


def content() -> str:
    """The file: a comment, then a row a country: its code, and its names in all languages, each once."""
    names: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == _CODE and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
                names.setdefault(code, set()).add(" ".join(name.split()).casefold())
    rows = ["\t".join([code, *sorted(own)]) for code, own in sorted(names.items())]
    head = f"# Names of countries in {len(LANGUAGES)} languages, from CLDR by Babel {__version__} (Unicode licence v3)."
    return "\n".join([head, "# Made by: python -m benchmarks.translation.countries", *rows, ""])


def main(arguments: list[str]) -> int:
    """Write the file, or compare with it."""
    if "--check" in arguments:
        return int(PATH.read_text(encoding="utf-8") != content())
    PATH.write_text(content(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
