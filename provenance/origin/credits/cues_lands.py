"""Words that cite in some thirty languages, in one table: "laut", "selon", "według", "ifølge", "szerint", "کے مطابق".

Each language gives its words for "according to", "reports", "told" and "news agency"; the patterns are made of them.
"""

# ruff: noqa: E501 - a language is read as one line, in its own letters

import re
from collections.abc import Iterable
from dataclasses import dataclass

from provenance.base.language_data import CREDITS
from provenance.origin.credits.cues import NP, Cue
from provenance.origin.credits.window import PLACEHOLDER

_S = r"\s{1,4}"


@dataclass(frozen=True)
class Tongue:
    """The words of one language, as patterns apart by spaces; "_" stands for the space within one."""

    agency: str = ""  # words for a news agency, which make any name beside them one
    according: str = ""  # before the name
    after: str = ""  # behind the name: "Reuters zufolge", "szerint"
    reports: str = ""  # verbs, before or behind the name
    told: str = ""  # before the name, with up to four words between: "sagte sie der", "säger hon till"
    to: str = ""  # what stands between "told" and the name
    quoted: str = ""  # "cited by"


TONGUES = {code: Tongue(**words) for code, words in CREDITS.items()}

_ADJECTIVE = r"(?:[^\W\d_]{3,16}\s{1,4}){0,2}?"
_ARTICLE = r"(?:(?:de[rmns]?|die|das|la|le|les|el|il|lo|os?|as?|à|ao|al|het|een|en|az|the|do|da|dos|τ(?:ο|ην|ον|α|η|ου))\s{1,4})?"
_ELIDED = r"(?:(?:l|d|all|dall|dell|nell|sull)['’])?"
_OPEN = r"[«\"“„]?"


def _words(tongues: Iterable[Tongue], field: str) -> str:
    found = dict.fromkeys(word for tongue in tongues for word in getattr(tongue, field).split())
    return "|".join(word.replace("_", _S) for word in found) or "(?!)"


_ALL = tuple(TONGUES.values())
_OTHERS = tuple(tongue for name, tongue in TONGUES.items() if name != "en")
AGENCY = _words(_ALL, "agency")
_NP = rf"{_ARTICLE}(?:{_ELIDED}{_ADJECTIVE}(?:{AGENCY}){_S}(?:(?:de|di|of|d['’])?{_S}?[^\W\d_]{{4,16}}{_S}){{0,2}}?)?{_ARTICLE}{_ELIDED}{_OPEN}{PLACEHOLDER}"


def _before(words: str, np: str = _NP) -> str:
    return rf"(?<!\w)(?:{words})(?:{_S}{np}|{_S}?l['’]{PLACEHOLDER})"


# An agency's name beside its word: "Agentur dpa", "agencja Interfax", "news agency of" is English's own (cues.DESCRIBED).
DESCRIBED = re.compile(
    rf"(?<!\w)(?:{AGENCY})\s{{1,4}}[«\"“„]?{PLACEHOLDER}|{PLACEHOLDER}\s{{1,4}}muhabiri|{PLACEHOLDER}[»\"”“]?\s{{1,4}}(?:{AGENCY})(?!\w)"
    rf"|(?:خبر\s{{0,2}}رساں\s(?:ادار[ےہ]|ایجنسی)|خبر\sایجنسی|نیوز\sایجنسی|خبرگزاری|وكالة|समाचार\sएजेंसी|สำนักข่าว)\s{{0,4}}{PLACEHOLDER}"
)

FIRM = (  # enough for a short or shared name
    Cue("quote", _before(_words(_ALL, "quoted")), flags=re.IGNORECASE),
    Cue("citation", rf"\b(?:Citing|Quoting|Referring{_S}to|With{_S}reference{_S}to){_S}{NP}"),
    Cue("citation", _before(_words(_OTHERS, "according"))),
    Cue("citation", rf"{PLACEHOLDER}[»\"”]?(?:{_S})?(?:{_words(_ALL, 'after')})(?!\w)"),
    Cue("citation", rf"(?<!\w)(?:{_words(_ALL, 'told')}){_S}(?:[^\W\d_][\w’'-]{{0,20}},?{_S}){{0,4}}?(?:{_words(_ALL, 'to')}){_S}{_NP}", told=True),
    Cue("citation", rf"(?<!\w)(?:{_words(_ALL, 'told')}){_S}(?:[^\W\d_][\w’'-]{{0,20}}{_S}){{0,3}}?{_ELIDED}(?<=['’]){PLACEHOLDER}", told=True),
    Cue("citation", rf"(?<!\w)(?:powiedział[ao]?|řekl[ai]?|sdělil[ai]?|potvrdil[ai]?|povedal[ai]?|сказал[аи]?|рассказал[аи]?|рассказали|сообщили|уточнили|пояснили|розповіли|повідомили|известно|відомо){_S}(?:агентству{_S})?{_OPEN}{PLACEHOLDER}", told=True),
)  # fmt: skip
BARE = (  # enough for a name in capitals, or one that is an agency's and nothing else
    Cue("citation", _before(_words([TONGUES["en"]], "according"), PLACEHOLDER)),
    Cue("citation", rf"(?<!\w)(?:says?|said){_S}{PLACEHOLDER}(?=\s{{0,2}}[,.;])"),
    Cue("citation", _before(_words(_OTHERS, "reports")), flags=re.IGNORECASE),
    Cue("citation", rf"(?<!\w)(?:{_words(_OTHERS, 'reports')}){_S}(?:[^\W\d_]{{1,4}}{_S}){{0,2}}(?:[^\W\d_]{{3,16}}{_S}){{0,1}}(?:{AGENCY}){_S}{_OPEN}{PLACEHOLDER}", flags=re.IGNORECASE),
    Cue("citation", rf"{PLACEHOLDER}[»\"”]?{_S}(?:{_words(_OTHERS, 'reports')})(?!\w)"),
)  # fmt: skip

OTHER_SCRIPTS = {
    "arabic": (
        Cue("citation", rf"(?:به|بە){_S}(?:نوشته|گزارش|گفته|اعلام|نقل{_S}از){_S}(?:\w{{2,14}}{_S}){{0,3}}?[«\"]?{PLACEHOLDER}"),
        Cue("citation", rf"(?:بر{_S}اساس|طبق|بنا{_S}بر|بنابر){_S}(?:گزارش|اعلام|خبر){_S}(?:\w{{2,14}}{_S}){{0,3}}?[«\"]?{PLACEHOLDER}"),
        Cue("citation", rf"{PLACEHOLDER}[»\"]?{_S}(?:به{_S}نقل{_S}از|نوشت|خبر{_S}داد|اعلام{_S}کرد|گزارش{_S}(?:داد|کرد|می‌?دهد))"),
        Cue("citation", rf"(?:گفت‌?و‌?گو|گفتگو|مصاحبه|گفت{_S}و{_S}گو){_S}(?:\w{{2,10}}{_S}){{0,2}}?با{_S}(?:\w{{2,12}}{_S}){{0,2}}?[«\"]?{PLACEHOLDER}", told=True),
        Cue("citation", rf"{PLACEHOLDER}[’‘\"”]{{0,2}}{_S}نے{_S}(?:\w{{2,12}}{_S}){{0,4}}?(?:کہا|بتایا|لکھا|رپورٹ|خبر|دعوی[ٰی]?|انکشاف|اطلاع|شائع)"),
        Cue("citation", rf"{PLACEHOLDER}[’‘\"”]{{0,2}}{_S}(?:کے{_S}مطابق|کی{_S}(?:ایک{_S})?(?:رپورٹ|خبر|اطلاع)|کے{_S}حوالے{_S}سے|سے{_S}(?:گفتگو|بات{_S}?چیت))"),
        Cue("citation", rf"(?:وفق|طبق|تبع|نقل|استناد)[اًا]{{1,2}}{_S}(?:ل|لـ|عن{_S}|إلى{_S}|لما{_S}\w{{4,10}}{_S})?(?:\w{{3,14}}{_S}){{0,2}}?[«\"“]?{PLACEHOLDER}"),
        Cue("citation", rf"(?:تصريح\w{{0,3}}|حديث\w{{0,2}}|مقابلة|لقاء|اتصال){_S}(?:\w{{2,12}}{_S}){{0,2}}?(?:ل|لـ|مع{_S}|إلى{_S})(?:\w{{3,14}}{_S}){{0,2}}?[«\"“]?{PLACEHOLDER}", told=True),
    ),
    "indic": (
        Cue("citation", rf"{PLACEHOLDER}{_S}(?:के{_S}(?:अनुसार|मुताबिक|हवाले{_S}से)|की{_S}(?:रिपोर्ट|खबर)|ने{_S}(?:\S{{1,12}}{_S}){{0,2}}?(?:बताया|कहा|बताई|दी))"),
        Cue("citation", rf"(?:से|को){_S}(?:बातचीत|बताया){_S}[^।\n]{{0,40}}?{PLACEHOLDER}", told=True),
        Cue("citation", rf"{PLACEHOLDER}{_S}(?:को{_S}बताया|से{_S}(?:बातचीत|कहा))", told=True),
    ),
    "greek": (),
    "thai": (
        Cue("citation", rf"สำนักข่าว\s{{0,2}}{PLACEHOLDER}(?:\s{{0,2}}(?:รายงาน|เผย|ระบุ|อ้าง))?"),
        Cue("citation", rf"{PLACEHOLDER}\s{{0,2}}(?:รายงาน|เผย|ระบุ)"),
    ),
    "cjk": (
        Cue("citation", rf"(?:据|據){PLACEHOLDER}"),
        Cue("citation", rf"{PLACEHOLDER}(?:通信|電)?(?:に|が|は)[^。\n]{{0,40}}?(?:よると|よれば|報じ|伝え)"),
        Cue("citation", rf"{PLACEHOLDER}(?:통신)?(?:이|가|은|는)?{_S}?(?:전했|보도했|밝혔)"),
    ),
}  # fmt: skip

# Provinces, months and gulfs that bear a body's name.
NO_BODY = re.compile(
    rf"(?:استان|شهر|شهرستان|ماه|خلیج|الخليج|بلاد|صوبہ|провинци[ияею]|провінці[ії]){_S}[«\"]?{PLACEHOLDER}"
)
_TOLD_BEFORE = re.compile(r"(?:قال|صرح|أوضح|أكد|أضاف|ذكر|أفاد|أعلن|كشف|بيّ?ن|تصريح|حديث)\w{0,4}[^.؟!\n]{0,70}\Z")
_ACCORDING_BEFORE = re.compile(r"(?:وفق|طبق|تبع|استناد|بحسب|حسب)[اًا]{0,2}\s{1,4}\Z")


def written_onto(before: str, name: str) -> str:
    """What "to", written onto an Arabic name, makes of it after these words: "citation", "told", or nothing.

    >>> written_onto("الميناء مغلق وفقا ", "لرويترز"), written_onto("وأضافت العمدة ", "لوكالة الأناضول")
    ('citation', 'told')
    """
    if not name.startswith("ل"):
        return ""
    if _ACCORDING_BEFORE.search(before):
        return "citation"
    return "told" if _TOLD_BEFORE.search(before) else ""
