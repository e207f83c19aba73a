"""What an article of an export says of itself in the lines around its text, as the fields of a record.

Only what stands where the layout has it is read. Where the text's own lines cannot be told, the piece is the text.
"""

import re
from collections.abc import Iterator

from provenance.corpus.dates.date_intervals import moment
from provenance.corpus.dates.day_intervals import two_digits

Fields = dict[str, object]
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_TREC = {
    "title": ("HEADLINE", "HEAD", "HL", "TITLE", "TI", "H3"), "published": ("DATE_TIME", "DATETIME", "DATE", "DATE1"),
    "byline": ("BYLINE", "AUTHOR", "SO"), "outlet": ("SOURCE", "PUB"),
}  # fmt: skip
# The lines of LexisNexis before and behind the text; each language has its own.
_BEFORE = (
    "BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|AUTOR|AUTHOR|RUBRIK|LÄNGE|RUBRIQUE|LONGUEUR|AUTEUR|SECCIÓN|LONGITUD"
    "|LENGTE|SERIES"
)
_BEHIND = (
    "LOAD-DATE|UPDATE|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|DOCUMENT-TYPE|JOURNAL-CODE|URL|SUBJECT|COUNTRY|COMPANY|TICKER"
    "|GEOGRAPHIC|INDUSTRY|PERSON|ORGANIZATION|CORRECTION-DATE|TYPE|SPRACHE|ZEITUNGS-CODE|UPDATE-CODE|LANGUE|NOTES"
    "|CLASSIFICATION|CORRECTION"
)
_LABEL = re.compile(rf"^({_BEFORE}):[ \t]*(.*)$", re.IGNORECASE)
_TRAILER = re.compile(
    rf"(?:(?:{_BEHIND}):|Copyright (?:©|\(c\))?\s?\d{{4}}|All Rights Reserved|Classification\Z|End of Document\Z)",
    re.IGNORECASE,
)
_EDITION = re.compile(r"(?:.*\b(?:edition|ausgabe)(?: \d{1,2})?\Z|copyright\b)", re.IGNORECASE)
HEADING = (  # the line with which an article of LexisNexis begins: its number, and that of all
    r"[ \t]{0,80}(?:Do[ck]ument {0,9}(\d{1,5}) (?:of|von|sur|de|van) (\d{1,5})"
    r"|(\d{1,5}) (?:of|von|sur|de|van) (\d{1,5}) DO[CK](?:UMENT\w{0,3}|S))[ \t\r]*$"
)
_HEADING = re.compile(HEADING, re.IGNORECASE)
_LENGTHS = {"length", "länge", "longueur", "longitud", "lengte"}
_BYLINES = {"byline", "autor", "author", "auteur"}
_HEAD = 60  # lines in which the text begins
# Factiva's fields; each begins a line.
_FACTIVA = re.compile(
    r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|DLN|CX)(?:[ \t\r]+|$)"
)
_SIX = re.compile(r"\d{6}\Z")
_LAST_YEAR = 2030  # that two digits mean
_WORDS = re.compile(r"\d[\d,.]{0,6} words\Z")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}\Z")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|Copyright)\s", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:AN[ \t]{1,9})?Document [A-Z][A-Za-z0-9]{9,39}\Z")


def trec_fields(piece: str) -> Fields:
    """The fields of a TREC document.

    >>> trec_fields("<DOC>\\n<DATE>940117</DATE>\\n<HEAD>Rain</HEAD>\\n<TEXT>\\nIt fell.\\n</TEXT>\\n</DOC>")
    {'title': 'Rain', 'published': '19940117', 'text': 'It fell.'}
    """
    fields: Fields = {}
    for name, tags in _TREC.items():
        value = next((value_of_tag for tag in tags if (value_of_tag := " ".join(_plain(piece, tag)))), "")
        if value:
            fields[name] = value
    day = str(fields.get("published", ""))
    if _SIX.match(day):  # the year first, as these collections have it
        fields["published"] = f"{two_digits(int(day[:2]), _LAST_YEAR)}{day[2:]}"
    texts = _inside(piece, "TEXT")
    fields["text"] = "\n\n".join(text.strip("\r\n") for text in texts) if texts else piece
    return fields


def _inside(piece: str, tag: str) -> list[str]:
    """What stands between each such tag and the next one that closes it."""
    pieces: list[str] = []
    start: int | None = None
    for mark in re.finditer(rf"<(/?){tag}(?:\s[^<>]{{0,200}})?>", piece, re.IGNORECASE):
        if not mark[1]:
            start = mark.end() if start is None else start
        elif start is not None:
            pieces.append(piece[start : mark.start()])
            start = None
    return pieces


def _plain(piece: str, tag: str) -> Iterator[str]:
    for text in _inside(piece, tag)[:4]:
        yield " ".join(_TAG.sub(" ", text[:2_000]).split())


def lexis_fields(piece: str) -> Fields:
    """The fields of a LexisNexis article: what stands above "LENGTH: 174 words", or above the line "Body".

    >>> lexis_fields("1 of 2 DOCUMENTS\\n\\nThe Mail\\n\\nMay 1, 2024\\n\\nRain\\n\\nLENGTH: 2 words\\n\\nIt fell.\\n")
    {'outlet': 'The Mail', 'published': 'May 1, 2024', 'title': 'Rain', 'text': 'It fell.'}
    """
    lines = piece.split("\n")
    headed = next((number for number, line in enumerate(lines) if _HEADING.match(line)), -1)
    lines = lines[headed + 1 :]
    plain = [line.strip() for line in lines[:_HEAD]]
    labels = {number: match for number, line in enumerate(plain) if (match := _LABEL.match(line))}
    body = next((number for number, line in enumerate(plain) if line.casefold() == "body"), None)
    lengths = [number for number, match in labels.items() if match[1].casefold() in _LENGTHS]
    if not lengths:
        return {"text": piece}
    start = body if body is not None and body > lengths[0] else _last_label(plain, labels, lengths[0])
    fields = _above(plain[: min(labels)])
    byline = next((match[2].strip() for match in labels.values() if match[1].casefold() in _BYLINES), "")
    if byline:
        fields["byline"] = byline
    fields["text"] = "\n".join(lines[start + 1 : _behind(lines, start + 1)]).strip("\r\n\t ")
    return fields


def _behind(lines: list[str], start: int) -> int:
    """Where the lines behind the text begin: all paragraphs from there on are the layout's.

    >>> _behind(["UPDATE: It fell again.", "", "It fell.", "", "LOAD-DATE: May 3, 2024", "", "LANGUAGE: ENGLISH"], 0)
    4
    """
    end = number = len(lines)
    while number > start:
        number -= 1
        if lines[number].strip() and (number == start or not lines[number - 1].strip()):  # a paragraph begins
            if not _TRAILER.match(lines[number].strip()):
                break
            end = number
    return end


def _last_label(plain: list[str], labels: dict[int, re.Match[str]], length: int) -> int:
    """The last of the labels that stand with that of the length, blank lines between."""
    last = length
    for number in range(length + 1, len(plain)):
        if number in labels:
            last = number
        elif plain[number] and plain[number - 1] == "":
            break
    return last


def _above(plain: list[str]) -> Fields:
    """Outlet, date and headline: the outlet stands straight above the date, the headline below it, or above both."""
    head = [line for line in plain if line]
    dated = [number for number, line in enumerate(head) if number and moment(line).earliest is not None]
    if not dated:
        return {}
    day = dated[0]
    fields: Fields = {"outlet": head[day - 1], "published": head[day]}
    below = [line for line in head[day + 1 :] if not _EDITION.match(line)]
    title = " ".join(below) if day == 1 else head[day - 2]
    if title:
        fields["title"] = title
    return fields


def factiva_fields(piece: str) -> Fields:
    """The fields of a Factiva article, whose lines begin with the names of fields or stand in a fixed order.

    >>> factiva_fields("HD  Rain\\nWC  2 words\\nPD  1 May 2024\\nLP  \\nIt fell.\\n\\nTD  \\nAll day.\\n")
    {'title': 'Rain', 'published': '1 May 2024', 'text': 'It fell.\\n\\nAll day.'}
    """
    values_by_tag: dict[str, list[str]] = {}
    name = ""
    for line in piece.split("\n"):
        match = _FACTIVA.match(line)
        begins = match if match and match[1] not in values_by_tag else None
        name = begins[1] if begins else name
        values_by_tag.setdefault(name, []).append(line[begins.end() :] if begins else line)
    values = {name: "\n".join(lines).strip("\r\n\t ") for name, lines in values_by_tag.items()}
    texts = [values[name] for name in ("LP", "TD") if values.get(name)]
    if not texts or not {"HD", "WC", "PD"} <= values.keys():
        return _unlabelled(piece)
    fields: Fields = {"title": " ".join(values["HD"].split()), "published": _day(values)}
    more = {"byline": values.get("BY"), "outlet": values.get("SN"), "language": values.get("LA")}
    fields |= {name: value for name, value in more.items() if value}
    fields["text"] = ("\r\n\r\n" if "\r\n" in piece else "\n\n").join(texts)
    return fields


def _unlabelled(piece: str) -> Fields:
    """Headline, author, number of words, day, hour, outlet, its code, page, language, copyright: a line each.

    >>> _unlabelled("Rain\\n2 words\\n1 May 2024\\nThe Mail\\nMAIL\\nEnglish\\nCopyright 2024.\\n\\nIt fell.\\n")
    {'title': 'Rain', 'published': '1 May 2024', 'outlet': 'The Mail', 'text': 'It fell.'}
    """
    lines = [line.strip() for line in piece.split("\n")]
    length = next((number for number, line in enumerate(lines[:_HEAD]) if _WORDS.match(line)), 0)
    head = [line for line in lines[:length] if line]
    below = lines[length + 1 : length + 12]
    code = next((number for number, line in enumerate(below) if _CODE.match(line)), 0)
    mark = next((number for number, line in enumerate(below) if _COPYRIGHT.match(line)), 0)
    if not head or not 2 <= code < mark or moment(below[0]).earliest is None:
        return {"text": piece}
    fields: Fields = {"title": head[0], "published": _day({"PD": below[0], "ET": below[1] if code > 2 else ""})}
    if len(head) > 1 and head[-1].startswith("By "):
        fields["byline"] = head[-1]
    fields["outlet"] = below[code - 1]
    end = next((number for number in range(len(lines) - 1, 0, -1) if _NUMBERED.match(lines[number])), len(lines))
    fields["text"] = "\n".join(piece.split("\n")[length + mark + 2 : end]).strip("\r\n\t ")
    return fields


def _day(values: dict[str, str]) -> str:
    """The day, and the hour where there is one that can be read."""
    day_and_hour = f"{values['PD']} {values.get('ET', '')}".strip()
    return day_and_hour if moment(day_and_hour).earliest is not None else values["PD"]
