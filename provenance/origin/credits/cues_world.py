"""The same cues in other languages than English, in their plainest forms."""

# ruff: noqa: E501 - a pattern is read as one line

from provenance.origin.credits.cues import Cue
from provenance.origin.credits.window import PLACEHOLDER

_S = r"\s{1,4}"
_W = r"(?:[\w’'.-]{1,24}\s{1,4})"  # any word

_DE = rf"(?:(?:der|die|das|dem|den|[a-zäöü]{{3,16}}e[nrs]?|[Nn]achrichtenagentur|Agentur|Staatsagentur|Sender|Staatssender|Staatsfernsehen){_S}){{0,5}}{PLACEHOLDER}"
_FR = rf"(?:l['’]agence{_S}(?:de{_S}presse{_S}|d['’]information{_S}|officielle{_S}|[a-zé]{{4,14}}{_S}){{0,3}}|la{_S}cha[iî]ne{_S}|l['’]|à{_S}|le{_S}|la{_S})?{PLACEHOLDER}"
_ES = rf"(?:(?:la|el|a|al|agencia|agência|agencia{_S}de{_S}noticias|oficial|estatal|de{_S}notícias|[a-zñáéíóú]{{4,14}}){_S}){{0,5}}{PLACEHOLDER}"
_IT = rf"(?:(?:l['’]agenzia|agenzia|di{_S}stampa|l['’]|all['’]|[a-zàèéìòù]{{4,14}})(?:{_S})?){{0,4}}{PLACEHOLDER}"
_RU = rf"[«\"“]?(?:(?:[а-яёіїєґ'’-]{{3,24}}|РИА|ИА|ІА){_S}){{0,5}}[«\"“]?{PLACEHOLDER}[»\"”]?"
_AR = rf"(?:(?:ل|ال)?(?:وكالة|وكالات|لوكالة|قناة|شبكة){_S}(?:(?:الأنباء|أنباء|الانباء){_S})?(?:(?:ال\w{{3,14}}){_S}){{0,3}})?[\"«“]?{PLACEHOLDER}[\"»”]?"
_FA = rf"(?:(?:خبرگزاری|خبرگزاري|شبکه|پایگاه{_S}خبری|رسمی|دولتی){_S}){{0,3}}[«\"]?{PLACEHOLDER}[»\"]?"
_UR = rf"(?:(?:خبر{_S}رساں|خبررساں){_S}(?:ادارے|ایجنسی|ادارہ){_S})?[’‘\"“]{{0,2}}{PLACEHOLDER}[’‘\"”]{{0,2}}"


def _cue(kind: str, pattern: str, *, story: bool = False, firm: bool = True, told: bool = False, flags: int = 0) -> Cue:
    return Cue(kind, pattern, story, firm, told, flags)


_STORY = {
    "de": (
        _cue("citation", rf"(?:Das|Dies|Darüber|So)\s{{1,4}}(?:berichtete?|meldete?|schreibt|schrieb){_S}{_DE}[^.!?\n]{{0,80}}[.!](?=\s)", story=True),
        _cue("citation", rf"(?:Zuerst|Zunächst|Zuvor){_S}(?:hatten?|hat|berichteten?|meldeten?){_S}{_DE}[^.!?\n]{{0,100}}[.!](?=\s)", story=True),
    ),
    "romance": (
        _cue("citation", rf"(?:C['’]est{_S}ce{_S}que{_S}|C['’]est{_S}ce{_S}qu['’])?(?:a{_S})?(?:rapporte|rapporté|annonce|indique){_S}{_FR}\s?[.!](?=\s)", story=True),
        _cue("citation", rf"(?:Así|Asim|Assim){_S}(?:lo{_S})?(?:informó|informou|reportó|indicó|recoge|publica){_S}{_ES}[^.!?\n]{{0,60}}[.!](?=\s)", story=True),
        _cue("citation", rf"(?:Lo{_S})(?:riferisce|riporta|scrive|rende{_S}noto){_S}{_IT}[^.!?\n]{{0,60}}[.!](?=\s)", story=True),
    ),
    "cyrillic": (
        _cue("citation", rf"(?:Пер[вш]\w{{2,3}}{_S})?(?:[Оо]б{_S}этом|[Пп]ро{_S}це|О{_S}чём|О{_S}чем|Это){_S}(?:[а-яёіїєґ'’-]{{2,24}}{_S}){{0,4}}?(?:сообщает|сообщил[аои]?|сообщают|пишет|передает|передаёт|передает|рассказал[аои]?|заявил[аои]?|повідомляє|повідомив|повідомила|повідомило|пише|передає|інформує|йдеться|говорится|стало{_S}известно){_S}(?:(?:в|у){_S}\w{{4,16}}{_S})?{_RU}[^.!?\n]{{0,100}}[.!](?=\s)", story=True),
        _cue("citation", rf"{PLACEHOLDER}[»\"”]?{_S}(?:пишет|пише|сообщает|повідомляє){_S}(?:об{_S}этом|про{_S}це)\s?[.!](?=\s)", story=True),
    ),
}  # fmt: skip

_CITATIONS = {
    "de": (
        _cue("quote", rf"zitiert(?:e|en)?{_S}{_DE}"),
        _cue("quote", rf"{PLACEHOLDER}{_S}zitiert(?:e|en)?\b"),
        _cue("citation", rf"(?:[Ll]aut|[Nn]ach{_S}(?:Angaben|Informationen|einem{_S}Bericht|Berichten){_S}(?:der|von|des)|[Uu]nter{_S}Berufung{_S}auf|[Gg]egenüber|[Ww]ie){_S}{_DE}(?:{_S}(?:berichtet|berichtete|meldet|meldete|schreibt))?"),
        _cue("citation", rf"{PLACEHOLDER}{_S}zufolge"),
        _cue("citation", rf"(?:sagte|sagt|erklärte|berichtete|berichtet|meldete|meldet|schreibt|teilte){_S}(?:(?:er|sie|am|\w{{5,10}}tag|dazu|der|die|ein|eine|[A-ZÄÖÜ]\w{{2,24}}){_S}){{0,4}}?{_DE}"),
        _cue("citation", rf"{PLACEHOLDER}{_S}(?:berichtet|berichtete|meldet|meldete|schreibt|schrieb)\b"),
    ),
    "romance": (
        _cue("quote", rf"(?:cité[es]?{_S}par|citad[oa]s?{_S}p[eo]r|citat[oai]{_S}da(?:ll)?)['’]?(?:{_S})?{_FR}"),
        _cue("quote", rf"citad[oa]s?{_S}p(?:or|ela|elo){_S}{_ES}"),
        _cue("citation", rf"(?:[Ss]elon|[Dd]['’]après|[Cc]itant|[Rr]apporte|[Ii]ndique|[Aa]nnonce|a{_S}(?:rapporté|indiqué|annoncé|écrit)){_S}{_FR}"),
        _cue("citation", rf"(?:déclaré|confié|dit|indiqué|affirmé|expliqué){_S}{_W}{{0,5}}?à{_S}{_FR}", told=True),
        _cue("citation", rf"(?:[Ss]egún|[Ss]egundo|[Dd]e{_S}acuerdo{_S}con|[Dd]e{_S}acordo{_S}com|[Cc]itando{_S}a|[Ii]nform(?:ó|ou)|[Rr]eport(?:ó|ou)|[Ii]ndic(?:ó|ou)|[Ss]eñaló|[Nn]oticiou){_S}{_ES}"),
        _cue("citation", rf"(?:dijo|declaró|explicó|afirmó|señaló|disse|declarou|afirmou){_S}{_W}{{0,5}}?(?:a|à|ao){_S}{_ES}", told=True),
        _cue("citation", rf"(?:[Ss]econdo|[Rr]iferisce|[Rr]iporta|[Ss]crive|ha{_S}detto{_S}all['’]|ha{_S}dichiarato{_S}all['’])(?:{_S})?{_IT}"),
        _cue("citation", rf"{PLACEHOLDER}(?:,{_S})?{_S}(?:rapporte|a{_S}rapporté|informó|reportó|informou|noticiou|riferisce|riporta)\b"),
    ),
    "cyrillic": (
        _cue("quote", rf"(?:цитирует|цитирую|цитує|приводит{_S}слова[^.\n]{{0,40}}?|наводить{_S}слова[^.\n]{{0,40}}?)\s{{0,4}}{_RU}"),
        _cue("citation", rf"(?:[Пп]о{_S}(?:данным|информации|сообщению|словам)|[Сс]огласно|[Зз]а{_S}(?:даними|інформацією|повідомленням|словами)|[Зз]гідно{_S}з|(?:со{_S})?ссылкой{_S}на|посиланням{_S}на){_S}{_RU}"),
        _cue("citation", rf"(?:[Кк]ак{_S}|[Яя]к{_S})?(?:сообщает|сообщил[аои]?|сообщили|сообщают|передает|передаёт|передал[аои]?|пишет|повідомляє|повідомив|повідомила|повідомили|передає|пише|інформує|рассказал[аи]?|сказал[аи]?|заявил[аи]?|розповів|розповіла|сказав|сказала|заявив|заявила){_S}(?:(?:в|у){_S}(?:интервью|інтерв['’]ю|комментарии|коментарі){_S})?{_RU}"),
        _cue("citation", rf"(?:интервью|інтерв['’]ю){_S}{_RU}", told=True),
        _cue("citation", rf"{PLACEHOLDER}[»\"”]?{_S}(?:сообщает|сообщило|сообщил|передает|передаёт|пишет|повідомляє|повідомило|передає|пише|информирует)\b"),
        _cue("citation", rf"(?:корреспондент\w{{0,3}}|кореспондент\w{{0,3}}){_S}{_RU}"),
    ),
    "west": (  # Polish, Turkish, Dutch, Nordic, Indonesian
        _cue("citation", rf"(?:[Ww]edług|[Jj]ak{_S}(?:podaje|podała|poinformowała|informuje)|podaje|poinformowała|podała|powiedziała?){_S}(?:(?:agencja|agencji){_S}(?:\w{{4,12}}{_S})?)?{PLACEHOLDER}"),
        _cue("citation", rf"{PLACEHOLDER}['’]?(?:n[iıuü]n|[iıuü]n|y[ea]|[ea]){_S}(?:haberine|göre|bildirdiğine|aktardığına|konuşan|açıklama\w{{0,6}}|verdiği)"),
        _cue("citation", rf"{PLACEHOLDER}{_S}muhabirine", told=True),
        _cue("citation", rf"(?:[Vv]olgens|meldt|meldde|schrijft|bericht|tegenover|tegen){_S}(?:(?:het|de|persbureau|staatspersbureau|nieuwszender){_S}){{0,4}}{PLACEHOLDER}"),
        _cue("citation", rf"(?:[Ii]følge|[Ee]nligt|[Ss]kriver|[Rr]apporterar|[Rr]apporterer|[Mm]elder|til|till|sier|säger){_S}(?:(?:nyhetsbyrån|nyhetsbyrået|nyhedsbureauet|til|till){_S}){{1,3}}{PLACEHOLDER}"),
        _cue("citation", rf"(?:[Ii]følge|[Ee]nligt|[Ss]kriver|[Rr]apporterar|[Mm]enurut|[Dd]ikutip{_S}dari|[Dd]ilansir){_S}(?:(?:kantor{_S}berita|dari){_S})?{PLACEHOLDER}"),
    ),
    "arabic": (
        _cue("quote", rf"(?:نقلت|ونقلت|نقل){_S}(?:عنه{_S}|عنها{_S})?{_AR}{_S}عن\b"),
        _cue("citation", rf"(?:وفق[اً]?(?:{_S}ل)?|[وب]?حسب|بحسب|نقلا{_S}عن|نقلاً{_S}عن|نقلت|ذكرت|قالت|أفادت|أوردت|وقالت|وذكرت|وأفادت|وأوردت|ونقلت|أعلنت|وأضافت|أفاد|ذكر)(?:{_S})?(?:ما{_S}\w{{4,8}}{_S})?{_AR}"),
        _cue("citation", rf"(?:ل|لـ|إلى{_S}|مع{_S}|تصريح\w{{0,3}}{_S}){_AR}", told=True, firm=False),
        _cue("citation", rf"(?:به|بە){_S}گزارش{_S}(?:\w{{2,14}}{_S}){{0,3}}?{_FA}"),
        _cue("quote", rf"به{_S}نقل{_S}از{_S}{_FA}"),
        _cue("citation", rf"به{_S}{_FA}{_S}(?:گفت|گفتند)|(?:گفتگو|گفت‌وگو|گفت{_S}و{_S}گو|مصاحبه){_S}با{_S}(?:خبرنگار{_S})?{_FA}", told=True),
        _cue("citation", rf"{PLACEHOLDER}{_S}(?:گزارش{_S}داد|نوشت|اعلام{_S}کرد)"),
        _cue("citation", rf"{PLACEHOLDER}{_S}(?:کے|کی){_S}(?:مطابق|رپورٹ|حوالے)"),
        _cue("citation", rf"{PLACEHOLDER}{_S}(?:کو{_S}بتای?ا\w{{0,2}}|سے{_S}(?:گفتگو|بات\s?چیت))", told=True),
        _cue("citation", rf"{PLACEHOLDER}{_S}نے{_S}[^۔\n]{{1,120}}?حوالے{_S}سے"),
        _cue("citation", rf"(?:خبر{_S}رساں|خبررساں){_S}(?:ادارے|ایجنسی|ادارہ){_S}{PLACEHOLDER}"),
    ),
    "cjk": (
        _cue("quote", rf"{PLACEHOLDER}(?:社|通讯社|通訊社)?(?:\d{{1,2}}日)?(?:援引|引述)[^。\n]{{1,40}}?(?:的话|的話|表示|称|稱|說|说)"),
        _cue("relay", rf"{PLACEHOLDER}(?:社|通讯社|通訊社)?(?:\d{{1,2}}日)?(?:援引|引述)"),
        _cue("citation", rf"(?:据|據|根据|根據|援引|引述)(?:\w{{1,8}})?{PLACEHOLDER}(?:社|通讯社|通訊社)?(?:\w{{0,6}}(?:报道|報道|報導|消息|电|電))?"),
        _cue("citation", rf"{PLACEHOLDER}(?:社|通讯社|通訊社)?(?:\d{{1,2}}日)?(?:报道|報道|報導|称|稱|記者|记者)"),
        _cue("citation", rf"(?:对|對|向|告诉|告訴|接受){PLACEHOLDER}(?:记者|記者|采访|採訪)?(?:表示|说|說)?", told=True),
        _cue("citation", rf"{PLACEHOLDER}(?:通信)?(?:に(?:よると|よれば)|が(?:[^。\n]{{0,30}}?)(?:報じ|伝え)|の取材)"),
        _cue("citation", rf"{PLACEHOLDER}(?:통신)?(?:에\s{{0,2}}따르면|(?:은|는|이|가)\s{{0,2}}[^.\n]{{0,60}}?(?:보도|전했|전한)|와의\s{{0,2}}(?:인터뷰|통화)|에\s{{0,2}}(?:밝혔|말했)|\s{{0,2}}보도)"),
    ),
}  # fmt: skip

BY_SCRIPT = {
    "latin": tuple(_STORY["de"] + _STORY["romance"] + _CITATIONS["de"] + _CITATIONS["romance"] + _CITATIONS["west"]),
    "cyrillic": tuple(_STORY["cyrillic"] + _CITATIONS["cyrillic"]),
    "arabic": tuple(_CITATIONS["arabic"]),
    "cjk": tuple(_CITATIONS["cjk"]),
}
