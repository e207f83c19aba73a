"""Which names in a text are no credit at all: photo lines, companies and polls, abbreviations of something else."""

# ruff: noqa: E501 - a pattern is read as one line

import re
from collections.abc import Iterable, Sequence

from provenance.origin.credits.window import PLACEHOLDER, Window
from provenance.origin.literals import needle
from provenance.origin.names import BodyName

_PHOTO_WORD = (
    r"(?:\b(?:[Pp]hoto(?:s|graphs?|grapher)?|PHOTOS?|[Ii]mages?|IMAGES?|[Pp]ictures?|[Pp]ix|[Cc]redits?|CREDITS?|[Cc]aption|"
    r"[Gg]raphics?|[Ii]llustration|[Vv]ideos?|[Ff]ootage|[Ff]otos?|FOTOS?|[Bb]ild|[Ff]otograf\w{0,4}|[Ii]magen|Getty|EPA|Handout|"
    r"Collage|Screengrab|Screenshot|[Pp]ool|POOL|[Фф]ото\w{0,7}|[Кк]адр|[Вв]идео)|صورة|الصورة|تصویر|عکس|图片|图|照片|圖|写真|사진)"
)
_DESK = (
    r"(?:[Dd]esk|DESK|[Cc]orrespondent|[Rr]eporter|[Aa]gencies|Monitoring|ڈیسک|رپورٹ|نمائند|نیوز|مانیٹرنگ)"  # no person
)
PHOTO = (
    re.compile(rf"\b(?:[Pp]hotos?|[Cc]redit|[Ii]mage)(?=[A-Z])[^\n.;]{{0,60}}{PLACEHOLDER}"),  # a page that lost the space: "CreditAnn Roe/"
    re.compile(rf"{PLACEHOLDER}[)\]]?[ \t]{{0,3}}\n{{1,2}}(?:FILE\b|File photo|In this [^\n.]{{0,40}}(?:photo|image|picture)\b)"),
    re.compile(rf"{_PHOTO_WORD}\s{{0,2}}(?:[:：©|/-]|(?:provided |supplied |taken )?by\b|via\b|from\b|courtesy\b|copyright\b|source\b|=|von\b|de\b)[^\n.;)\]]{{0,60}}{PLACEHOLDER}"),
    re.compile(rf"{_PHOTO_WORD}[ \t]{{1,3}}(?:copyright[ \t])?{PLACEHOLDER}"),
    re.compile(rf"{PLACEHOLDER}['’]?s?\s{{1,3}}(?:[Ff]ile\s{{1,3}})?(?:[Pp]hotos?|PHOTOS?|[Ii]mages?|IMAGES|[Pp]ictures?|[Ff]otos?|[Gg]raphics?|[Vv]ideo|VIDEO|[Ff]ootage|[Ff]ilepic)\b"),
    re.compile(rf"{PLACEHOLDER}\s{{0,2}}(?:/|via|-|,|\|)\s{{0,2}}(?:Getty|Landov|Shutterstock|Alamy|Corbis|EPA|Scanpix|picture|Pool|POOL|Handout|HANDOUT|File\b|FILE\b|Newscom|Imago|NurPhoto|Rex\b|REX\b|Redux|TPX)"),
    re.compile(rf"{PLACEHOLDER}/(?!Fim\b|Fin\b|End\b|FIM\b|(?:[^\W\d_]{{1,20}}\s){{0,1}}{_DESK})[^\W\d_a-z][\w.'’-]{{1,20}}(?:\s[^\W\d_a-z][\w.'’-]{{0,20}}){{1,3}}"),  # REUTERS/Jane Doe
    re.compile(rf"(?<!reports )(?<!reported )(?<!informs )(?<!report )\bvia[ \t]{{1,2}}(?:the[ \t])?{PLACEHOLDER}(?!\)\s?:)"),  # "(via AFP):" leads in to a quotation
    re.compile(rf"\b(?:this|an?)\s(?:[\w-]{{3,10}}\s){{0,2}}(?:photo|photograph|image|picture|handout|frame grab|video grab)\s(?:[a-z]{{3,8}}\s){{0,2}}(?:released|distributed|issued|published|shared|obtained|made available)\s(?:[\w,]{{2,10}}\s){{0,3}}(?:by|from)\b[^\n.;)\]]{{0,60}}{PLACEHOLDER}(?![^\n.;]{{0,20}}\s(?:show|depict|appear|suggest))"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w.'’-]{0,20}")
COMPANY = re.compile(  # the same words as a company, a poll, an index, a trust
    rf"{PLACEHOLDER}\s{{0,3}}(?:&|and)\s{{1,3}}(?:Co\b|Company\b)|(?:Michael|Mike|Mayor|Mr\.?|Mrs\.?|billionaire|candidate|former Mayor|Thomson)\s{{1,3}}{PLACEHOLDER}"
    rf"|{PLACEHOLDER}(?:\s{{0,2}}/\s{{0,2}}|[-–]|\s{{1,3}})(?:Ipsos|SurveyMonkey|NORC|INSEAD|University|Jefferies|Core\b|Tankan|Zogby|Gallup)"
    rf"|{PLACEHOLDER}(?:[^\S\n]|\n(?!\n)){{1,3}}(?:Foundation|Terminal|terminals?|Philanthropies|Intelligence|Businessweek|Billionaires|LP\b|L\.P|"
    rf"Inc\b|Corp|Plc\b|PLC\b|Ltd|Group|Index|index|Indices|Industrial|industrial|average|Average|data\b|(?:[\w-]{{2,12}} )?[Pp]olls?\b|Holdings|Dollar|survey|surveys|"
    rf"Eikon|Datastream|StreetEvents|calculations|economists|Trust Principles|News Feed|Stylebook|style\b|Jones\b|"
    rf"Connect|Legal|Estimates|estimates|Institute|Law\b|Opinion|Markets|Tower|Pay\b|vaccine|jab|shot|shots|satellite|"
    rf"V\b|Light\b|1\b|moment|Action\b|exams?\b|courses?\b|classes\b|photographs?\b|Province|province|governor|bank\b)"
)
AFFILIATE = re.compile(  # footers about a body, its shares, its pages
    rf"(?:Follow|Subscribe|Sign up|Download|Join|Like us)\b[^\n.]{{0,40}}{PLACEHOLDER}"
    rf"|(?:[Aa]ffiliates?|[Pp]artners?|[Mm]embers?|[Ss]hares?|[Ss]hareholders?)\s{{1,3}}(?:of|with|in)\s{{1,3}}(?:the\s{{1,3}})?{PLACEHOLDER}"
    rf"|{PLACEHOLDER}(?:(?!\s-|[–—\n.)\]:{PLACEHOLDER}]).){{0,40}}\b(?:[Aa]ffiliates?\b|on Twitter|on Facebook|on Telegram|[Nn]ewsletter|division of|parent company)"
)
_HOUSE = re.compile(
    r"\n[ \t]{0,4}(?:D(?:er|ER|ie|IE|as|AS)|T(?:he|HE)|H(?:et|ET))[ \t][^\s/]{2,30}[ \t]?/\Z"
)  # "The Courier/"
_BEFORE, _AFTER = 80, 100  # characters of a name's surroundings in which such words begin and end
_INITIAL = re.compile(r"(?<![\w’'])[^\W\d_]")


def is_photo(around: Window, *, named: bool = True) -> bool:
    """Whether the name belongs to a picture: "AP Photo/Jane Doe", "Photo: Reuters", "[Jane Doe/AFP]".

    Nobody takes pictures for "agencies": where the body is not `named`, only words such as "photo" count.

    >>> from provenance.origin.credits.window import window
    >>> is_photo(window("(Jane Doe/AP)", 10, 12)), is_photo(window("(Xinhua/NAN)", 8, 11))
    (True, False)
    """
    left = around.text[max(0, around.start - 80) : around.start]
    if named and _person_slash(left):
        return True
    return any(needle(pattern.pattern, pattern.flags).search(around.text, around.start) for pattern in PHOTO)


def _person_slash(before: str) -> bool:
    """Whether a person's name and a slash stand before the body's: "Jane Doe/"; initials such as "red./" do not count."""
    stripped = before.rstrip()
    words = stripped[:-1].rstrip().split()[-2:] if stripped.endswith("/") else []
    if (words and re.search(_DESK, words[-1])) or _HOUSE.search(stripped):
        return False
    names = [word for word in words if _WORD.fullmatch(word) and not word[0].islower()]
    return len(names) == 2 or (len(words) > 0 and words[-1] in names and words[-1].istitle() and len(words[-1]) > 2)


def is_company(around: Window) -> bool:
    """Whether the words mean a company, a poll or a footer instead of a report.

    >>> from provenance.origin.credits.window import window
    >>> is_company(window("A Reuters/Ipsos poll found", 2, 9))
    True
    """
    reach = max(0, around.start - _BEFORE), around.start + _AFTER
    return bool(COMPANY.search(around.text, *reach) or AFFILIATE.search(around.text, *reach))


def defined_otherwise(text: str, names: Sequence[BodyName]) -> frozenset[str]:
    """Abbreviations that this text explains as something else: "Palestinian Authority (PA)".

    >>> text = "The Palestinian Authority (PA) met."
    >>> sorted(defined_otherwise(text, [BodyName(27, 29, ("pa_gb",), "common")]))
    ['PA']
    """
    return frozenset(text[name.start : name.end] for name in names if _explained(text, name))


def _explained(text: str, name: BodyName) -> bool:
    letters = text[name.start : name.end].replace(".", "")
    if text[name.end : name.end + 1] != ")" or not letters.isupper() or len(letters) < 2:
        return False
    before = text[max(0, name.start - 120) : name.start].rstrip("\"“' ")
    if not before.endswith("("):
        return False
    initials = _INITIAL.findall(re.split(r"[.!?;:\n]\s", before)[-1])[-8:]
    capitals = [letter for letter in initials if letter.isupper()]
    return "".join(initials).upper().endswith(letters) or "".join(capitals).endswith(letters)


def without(names: Iterable[BodyName], text: str, words: frozenset[str]) -> list[BodyName]:
    """The names whose letters are none of the words."""
    return [name for name in names if text[name.start : name.end] not in words]
