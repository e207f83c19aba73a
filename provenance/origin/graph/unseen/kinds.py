"""What kind of thing an article cites, by the words around the name: a broadcast, a statement, or an older report."""

import re
from typing import Literal

from provenance.origin.credits.window import PLACEHOLDER, window

CitedThing = Literal["broadcast", "statement", "background"]

_S = r"\s{1,4}"
_NEAR = 90  # characters of the sentence on either side that are looked at
_CUT = re.compile(r"[!?…。！？۔;]|\.(?=\s|\Z)|(?<=[:”»\")\]])\s{0,3}\n\s{0,9}\n")  # a hard-wrapped line's end is none
_AIRED = (
    r"(?:TV|television|Television|[Cc]hannel|[Rr]adio|broadcaster|newscast|Fernsehen|[Ss]ender|Fernsehsender|télévision|chaîne|radio"
    r"|televisión|canal|cadena|emissora|televisão|emittente|televisione|telewizja|radia|televize|rozhlas|televizyonu|kanalı|radyosu"
    r"|телеканал\w{0,3}|канал[аеу]?|радио|радіо|телебачення|телевидени[яею]|قناة|تلفزيون|التلفزيون|إذاعة|راديو|شبکه|تلویزیون|رادیو|چینل|ٹی{_S}?وی|ریڈیو)"
).replace("{_S}", r"\s")
_BROADCAST = re.compile(
    rf"(?<!\w)(?:ل|ب|و)?(?:{_AIRED}){_S}[«\"“„]?{PLACEHOLDER}|{PLACEHOLDER}[»\"”“]?{_S}(?:{_AIRED}|[Nn]ews{_S}[Cc]hannel)(?!\w)|{PLACEHOLDER}(?:电视台|電視台|电台|广播|テレビ|放送|방송)"
    rf"|(?:aired|broadcast|televised|shown|screened|streamed){_S}(?:live{_S})?(?:by|on){_S}(?:the{_S})?{PLACEHOLDER}|\blive{_S}on{_S}{PLACEHOLDER}"
    rf"|{PLACEHOLDER}(?:['’]s)?{_S}(?:aired|broadcast|screened|televised|(?:evening|morning|main){_S}(?:news|bulletin|programme|program|show))(?!\w)"
    rf"|в{_S}эфире{_S}[«\"]?{PLACEHOLDER}|[ув]{_S}ефірі{_S}[«\"]?{PLACEHOLDER}"
)
_OWN_TRADE = re.compile(r"\s(?:TV|Television|Channel|Radio|Network)\Z")  # names.py takes it into the name
_STATEMENT = re.compile(
    rf"(?:statement|remarks?|comments?|speech|communiqué|press{_S}release|letter){_S}(?:that{_S}(?:was|were){_S}|which{_S}(?:was|were){_S})?(?:\w{{2,12}}{_S}){{0,2}}?(?:to|by|on|through|via|for){_S}(?:the{_S})?(?:[\w’'-]{{2,16}}{_S}){{0,4}}?{PLACEHOLDER}"
    rf"|{PLACEHOLDER}[^.!?\n]{{0,40}}?\b(?:carried|published|posted|released|ran){_S}(?:a|the|his|her|their){_S}statement\b"
    rf"|(?:[Ii]nterview|conversation|phone{_S}call){_S}(?:with|to|by|for|given{_S}to){_S}(?:the{_S})?(?:[\w’'-]{{2,16}}{_S}){{0,4}}?{PLACEHOLDER}"
    rf"|\b(?:told|tells|telling){_S}(?:the{_S})?(?:[\w’'-]{{2,16}}{_S}){{0,4}}?{PLACEHOLDER}"
    rf"|(?:déclaration|declaraciones|declarações|dichiarazioni?|Interview|Gespräch|intervista|entrevista|entretien|wywiadzie|rozhovoru|intervju|интервью|інтерв['’]ю|تصريح\w{{0,3}}|مقابلة|گفت‌?و‌?گو|گفتگو|مصاحبه|انٹرویو){_S}(?:[^\W\d_][\w’'-]{{0,15}}{_S}){{0,3}}?(?:l['’]|all['’]|ل)?[«\"“]?{PLACEHOLDER}"
    rf"|{PLACEHOLDER}{_S}کو{_S}(?:بتای|انٹرویو)|{PLACEHOLDER}(?:との|와의|과의)|(?:接受|对|向){PLACEHOLDER}"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_BACKGROUND = re.compile(
    rf"\b(?:[Ll]ast{_S}(?:month|year|spring|summer|autumn|fall|winter)|(?:[Mm]onths|[Yy]ears){_S}(?:ago|earlier)|[Ii]n{_S}(?:{_MONTH}{_S}(?:of{_S})?)?(?:19|20)\d\d|at{_S}the{_S}time|back{_S}then)\b"
    rf"|\b(?:im{_S}Jahr|en|nel|em|w|v|år){_S}(?:19|20)\d\d\b|(?:letztes|vergangenes|voriges){_S}Jahr|l['’](?:an|année){_S}dernière?|el{_S}año{_S}pasado|no{_S}ano{_S}passado|l['’]anno{_S}scorso"
    rf"|в{_S}прошлом{_S}году|(?:19|20)\d\d{_S}(?:году|году|році|року|года)|العام{_S}الماضي|عام{_S}(?:19|20)\d\d|سال{_S}گذشته|گزشتہ{_S}سال|去年|昨年|지난해|(?:19|20)\d\d(?:年|년)"
)


def cited_thing(text: str, start: int, end: int) -> CitedThing | None:
    """What the sentence says of the thing cited by the name at start:end, or None where it says nothing.

    >>> story = "He said so in a statement posted on the site of Tass."
    >>> cited_thing(story, 48, 52)
    'statement'
    >>> cited_thing("Fenn told Osk TV so.", 10, 13), cited_thing("In July 2019, Tass reported rain.", 14, 18)
    ('broadcast', 'background')
    """
    around = window(text, start, end, _NEAR, _NEAR)
    before, after = around.text[: around.start], around.text[around.start :]
    cuts = [cut.end() for cut in _CUT.finditer(before)]
    cut = _CUT.search(after)
    sentence = before[cuts[-1] if cuts else 0 :] + after[: cut.start() if cut else None]
    if _BROADCAST.search(sentence) or _OWN_TRADE.search(text[start:end]):
        return "broadcast"
    if _BACKGROUND.search(sentence):
        return "background"
    return "statement" if _STATEMENT.search(sentence) else None
