"""Sentences and lines that sign for a text: "contributed to this report", copyright, source lines, an outlet's own label."""

# ruff: noqa: E501 - a pattern is read as one line

import re

from provenance.origin.credits.credit import CreditRow
from provenance.origin.credits.window import PLACEHOLDER
from provenance.origin.own_text import Furniture

_S = r"[\s]{1,4}"
_CALLED = rf"(?:[Tt]he{_S})?{PLACEHOLDER}"
_THIS = r"(?:[Tt]his|[Tt]he|[Tt]hat)\s(?:\w{2,12}\s)?(?:report|story|article|dispatch|piece|analysis)"
_TOLD_OF = r"\b(?:was|were|is|are|have|has|had|said|say|saw|who|whom|found|spoke|reported|covering)\b"  # of writers in the news
_LISTED = rf"(?:(?!{_TOLD_OF})[^\n!?{PLACEHOLDER}])"
_PRINTED = r"(?:[Rr]epublished|[Rr]eprinted|[Rr]eproduced|[Pp]ublished|[Pp]rinted|[Ss]yndicated|[Uu]sed)"
SIGNOFF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{PLACEHOLDER}(?:[^\n.!?{PLACEHOLDER}]|\n(?!\n)|(?<=\b[A-Z])\.){{0,110}}?\bcontributed\b(?:{_S}(?:\w{{2,12}}{_S}){{0,2}}?(?:to|for){_S}(?:this|the|our){_S}(?:report|story|article|dispatch)|{_S}(?:to{_S})?(?:this{_S})?report(?:ing)?)?",
        # a list of writers so long that "contributed" stands beyond what is looked at
        rf"{PLACEHOLDER}{_S}(?:[\w-]{{2,14}}{_S}){{0,3}}?(?:writers|reporters|journalists|correspondents){_S}[A-Z][\w’'-]{{1,20}}(?:\s[A-Z][\w.’'-]{{0,20}}){{0,2}}(?={_LISTED}{{0,150}}?\bcontributed\b|{_LISTED}{{90,160}}\Z)",
        rf"\b(?:[Aa]dditional|[Ff]urther|[Oo]ther){_S}(?:(?:reporting|material|information|input)s?|(?<![Ww]ith additional )files){_S}(?:by|from)[^\n.;)]{{0,60}}{_CALLED}",
        rf"\b[Ww]ith{_S}(?:additional{_S})?(?:reporting|reports|report|files|material|materials|information|inputs?|contributions?|content|input){_S}(?:by|from|of){_S}[^\n.;)]{{0,60}}?{_CALLED}",
        rf"(?<=[\n(\[])[ \t]{{0,4}}(?:[–—*-]{{1,2}}[ \t]{{0,3}})?(?:[Ww]ith|[Aa]vec|[Cc]on|[Mm]it){_S}(?:la{_S})?{_CALLED}(?:{_S}(?:inputs?|files|reports?|Material))?(?=\s{{0,2}}[.)\n])",
        rf"\b(?:[Cc]on{_S}información|[Cc]om{_S}informações|[Aa]vec{_S}les{_S}informations|[Mm]it{_S}(?:Material|Informationen|Agenturmaterial)){_S}(?:de|von|der|da|do|d['’])(?:{_S})?(?:l['’])?{_CALLED}",
        rf"\b(?:[Mm]aterial|[Ii]nformation){_S}from{_S}(?:[^\n.]{{0,60}}?\sand{_S})?{_CALLED}(?:\sand{_S}[^\n.]{{0,60}}?)?{_S}(?:was|were){_S}used(?:{_S}in{_S}this{_S}\w{{4,8}})?",
        rf"{PLACEHOLDER}{_S}(?:was|were){_S}used{_S}in{_S}(?:this|the){_S}(?:report|story|article)",
        rf"\bContribut(?:ing|ors?):[^\n.]{{0,80}}{_CALLED}",
        rf"(?:[Cc]opyright|COPYRIGHT|©|\([Cc]\))[\s©]{{0,3}}(?:\([Cc]\)\s)?(?:(?:by|\d{{4}}(?:[-–]\d{{4}})?),?\s{{0,2}}){{0,3}}[©\s]{{0,2}}{_CALLED}",
        rf"{PLACEHOLDER}[ \t]{{0,2}}[™®]{{0,2}}[ \t]{{0,2}}(?:(?:&|and)[ \t])?(?:©|\([Cc]\)|[Cc]opyright)\s{{0,2}}\d{{4}}",
        rf"(?:{_THIS}{_S})?(?:was{_S}|is{_S}|has{_S}been{_S})?(?:[Ff]irst|[Oo]riginally|[Ii]nitially){_S}(?:published|appeared|posted|run|issued){_S}(?:\w{{2,10}}{_S}){{0,2}}?(?:by|on|in|at|with){_S}{_CALLED}",
        rf"\b[Tt]his{_S}(?:report|story|article)[^\n.]{{0,30}}?\b(?:by|from|of){_S}{_CALLED}[^\n.]{{0,30}}(?:\bpublished\b[^\n.]{{0,30}})?",
        rf"(?:[Rr]epublished|[Rr]eprinted|[Ss]yndicated|[Ll]icensed|[Dd]istributed|[Pp]rovided|[Pp]roduced|[Ss]upplied){_S}(?:\w{{2,12}}{_S}){{0,3}}?(?:by|from|through|via|with){_S}{_CALLED}",
        # the permit to print, at a line's start: behind a picture's words it would be the picture's
        rf"(?:\n[ \t]{{0,4}}[(\[|•*–—-]{{0,2}}[ \t]{{0,3}}|(?={_THIS}))(?P<phrase>(?:{_THIS}{_S}(?:is{_S}|was{_S}|has{_S}been{_S})?)?{_PRINTED}{_S}(?:here{_S})?(?:under|with|by|on){_S}(?:(?:an?|the|kind|exclusive|special|syndication){_S}){{0,2}}(?:licen[cs]e|permission|agreement|arrangement){_S}(?:from|of|with|by){_S}{_CALLED})",
        rf"(?<=[\n(\[])[ \t]{{0,4}}(?:[–—*-]{{1,2}}[ \t]{{0,3}})?(?:[Cc]ompiled{_S}(?:from|by|with){_S}|[Ss]taff{_S}(?:and|&){_S}){_CALLED}(?=\s{{0,2}}[.)\n])",
        # a label and the name, on a line of their own or behind a slash or bar
        r"(?:\n|[|•/#(\[]|[.!?][\"”»’')]{0,2}\s?[–—-]?\s)[ \t]{0,4}(?P<phrase>(?:[Ss]ources?(?:\(s\))?|SOURCES?(?:\([Ss]\))?|[Cc]redit|[Ff]uentes?|FUENTE|[Ff]ontes?|[Qq]uellen?|"
        r"[Bb]ron|[Kk]ällor?|[Kk]ilder?|[Źź]ródło|[Zz]droj|[Ff]orrás|[Ss]ursa|[Ii]zvor|[Ии]сточник|[Дд]жерело|[Kk]aynak|[Ss]umber|"
        r"[Nn]guồn|[Ll]ähde|[Aa]llikas|[Šš]altinis|[Aa]vots|[Ии]звор|[Ии]зточник|[Ππ]ηγή|ที่มา|स्रोत|بشکریہ|المصدر|منبع|来源|來源|出典|출처)"
        rf"\s?[:：/-]\s{{0,3}}[^\n:]{{0,30}}?{PLACEHOLDER})",
        rf"\b(?:[Rr]eporting|[Rr]eport|REPORT){_S}(?:by|from):?(?:[^\n;)]{{0,60}}?,)?{_S}{_CALLED}(?=\s{{0,2}}[.;)\n,])",
    )
)
LABEL = re.compile(rf"\n\s{{0,4}}{PLACEHOLDER}\s{{1,2}}(?:Exclusive|EXCLUSIVE|exclusive)\s{{0,3}}(?=[\n:])")


_LABEL_LINE = re.compile(
    r"\A[ \t]{0,4}(?:(?:[Aa]n?|[Tt]he|THE)\s)?(?P<name>[^\W\d_a-z][\w.&'’-]{0,24}(?:\s(?:of|the|and|de|&|[^\W_a-z][\w.&'’-]{0,24})){0,4}?)(?:['’]s)?"
    r"\s(?:[Ee]xclusives?|EXCLUSIVES?)\W{0,4}"
)
_NO_OUTLET = frozenset(
    ("breaking", "business", "local", "news", "online", "photo", "politics", "sport", "sports", "video", "web", "world")
)  # what stands before "exclusive" and is nobody's name
_LABEL_TOP = 500  # characters from the start within which an outlet's label stands


def outlet_label(text: str, furniture: Furniture, outlet: str | None) -> CreditRow | None:
    """The label of an outlet that is in no catalogue: of the outlet given, or at the very top as a section's label.

    >>> label = outlet_label("Osk Courier Exclusive\\nRain fell.", [(0, 21, "section_label")], None)
    >>> (label.kind, label.agency, label.start, label.end, label.name_end) if label else None
    ('self', None, 0, 21, 11)
    """
    outlet_letters = _bare((outlet or "").split(" (", maxsplit=1)[0])
    spans = sorted((start, end) for start, end, kind in furniture if kind == "section_label")
    begin, at_top = 0, True
    for line in text[:_LABEL_TOP].splitlines(keepends=True):
        match = _LABEL_LINE.fullmatch(line)
        labelled = at_top and any(start < begin + len(line) and begin < end for start, end in spans)
        name = match["name"].casefold() if match else ""
        if match and ((outlet_letters and _bare(name) == outlet_letters) or (labelled and name not in _NO_OUTLET)):
            start, end = begin + match.start("name"), begin + match.end("name")
            phrase = begin + len(line) - len(line.lstrip()), begin + len(line.rstrip())
            return CreditRow(None, (), "self", "story", *phrase, start, end, "byline")
        at_top &= labelled or not line.strip()
        begin += len(line)
    return None


def credit_group(pattern: re.Pattern[str]) -> str | int:
    """The group of a sign-off's pattern that is the credit itself: all of it where none is named so."""
    return "phrase" if "phrase" in pattern.groupindex else 0


def _bare(outlet: str) -> str:
    return outlet.strip().casefold().removeprefix("the ")
