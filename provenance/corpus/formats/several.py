"""Files that hold several articles although they should hold one: exports of archives, and git-lfs pointers."""

import re
from collections.abc import Iterator

from provenance.corpus.ledger import Note

_LEXIS = re.compile(
    r"^[ \t]{0,80}(?:Document )?[0-9]{1,5} (?:of|von|sur|de) [0-9]{1,5}(?: DOCUMENTS| DOKUMENTE| DOCS)?[ \t]{0,80}$",
    re.MULTILINE,
)
_LEXIS_END = re.compile(r"^(?:LOAD-DATE: |End of Document[ \t]*$)", re.MULTILINE)
_FACTIVA = re.compile(r"^(?:HD|AN|WC)[ \t]{2,9}\S", re.MULTILINE)
_FACTIVA_DOCUMENT = re.compile(r"^Document [A-Za-z0-9]{10,40}[ \t]*$", re.MULTILINE)
_TREC = re.compile(r"^<DOC(?: [^>]{0,200})?>[ \t]*$", re.MULTILINE | re.IGNORECASE)
_FEWEST = 2
_POINTER = "version https://git-lfs.github.com/spec/v1\n"
LONGEST_POINTER = 1024  # characters, as git-lfs has it


def several(text: str) -> Note | None:
    """The warning on a text that looks like several articles, with their number; they are read as one.

    >>> several("<DOC>\\nRain fell.\\n</DOC>\\n<DOC>\\nSnow fell.\\n</DOC>\\n").message
    'looks like 2 articles of a TREC file, and is read as one: split it'
    """
    number, kind = max(_counts(text), default=(0, ""))
    if number < _FEWEST:
        return None
    return Note("W-SEVERAL-ARTICLES", f"looks like {number:,} articles of a {kind}, and is read as one: split it")


def _counts(text: str) -> Iterator[tuple[int, str]]:
    if "<DOC" in text or "<doc" in text:
        yield len(_TREC.findall(text)), "TREC file"
    if " of " in text or "LOAD-DATE" in text or "End of Document" in text:
        yield max(len(_LEXIS.findall(text)), len(_LEXIS_END.findall(text))), "LexisNexis export"
    if "\nHD" in text or text.startswith("HD") or "\nDocument " in text:
        headlines = sum(field.startswith("HD") for field in _FACTIVA.findall(text))
        yield max(headlines, len(_FACTIVA_DOCUMENT.findall(text))), "Factiva export"


def is_pointer(text: str) -> bool:
    """Whether a text is what git-lfs keeps in a file's place.

    >>> is_pointer("version https://git-lfs.github.com/spec/v1\\noid sha256:00\\nsize 9\\n")
    True
    """
    return len(text) <= LONGEST_POINTER and text.replace("\r\n", "\n").startswith(_POINTER) and "\noid " in text


POINTER = Note("W-LFS-POINTER", "is a git-lfs pointer, no article: git lfs pull brings the file")
