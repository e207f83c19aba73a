"""Words beside a title or an event that say whether it was, is or is still to come, in the languages of the news."""

import re

_FORMER = (
    "former formerly ex ehemalige ehemaliger ehemaligen ehemals frühere früherer früheren vormalige vormaliger"
    " ancien ancienne anciens antiguo antigua exminister antigo antiga già былой бывший бывшая бывшего бывшей бывшим"
    " бывшую экс колишній колишня колишнього колишньої екс eski były była byłego byłej voormalig voormalige oud"
    " förre förra tidigare tidligere mantan erstwhile onetime"
    " السابق السابقة الأسبق سابق سابقہ پیشین اسبق"
)
_THEN = (
    "then late damalige damaliger damaligen verstorbene verstorbener feu alors entonces allora então тогдашний"
    " тогдашняя тогдашнего тогдашней покойный тодішній тодішня тодішнього dönemin ówczesny ówczesna toenmalig"
    " toenmalige dåvarande daværende الراحل الراحلة آنذاك وقت مرحوم"
)
_INCOMING = (
    "incoming designate elect designated next future nominated künftige künftiger designierte designierter gewählte"
    " futur future electo electa futuro eletto избранный будущий обраний майбутній المنتخب المقبل منتخب"
)
_LOWER = (
    "deputy vice assistant acting shadow junior under sub pro interim stellvertretende stellvertretender vize adjoint"
    " adjointe vicario заместитель заместителя замминистра вице врио заступник заступника віце в.о vekili yardımcısı"
    " wice p.o نائب نائبة معاون نائبِ قائم"
)
# In scripts without spaces the word is written onto the title: 前外相, 전 장관.
_SPACELESS = {"former": "前原元전", "then": "时時当已당고", "incoming": "候次", "lower": "副부차"}


def _before(words: str, glyphs: str) -> re.Pattern[str]:
    """A word that ends within two words of the title, in the same clause."""
    alternatives = "|".join(map(re.escape, words.split()))
    gap = r"[\s-]{1,4}(?:[^\s.,;:!?()]{1,20}\s{1,4}){0,2}"
    return re.compile(rf"(?:(?<!\w)(?:{alternatives})\b\.?{gap}|(?:{'|'.join(glyphs)}\s?))\Z", re.IGNORECASE)


def _among(words: str) -> re.Pattern[str]:
    """One of the words, anywhere in a short stretch."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words.split()))})(?!\w)", re.IGNORECASE)


FORMER, FORMER_AMONG = _before(_FORMER, _SPACELESS["former"]), _among(_FORMER)
THEN, THEN_AMONG = _before(_THEN, _SPACELESS["then"]), _among(_THEN)
INCOMING, INCOMING_AMONG = _before(_INCOMING, _SPACELESS["incoming"]), _among(_INCOMING)
LOWER, LOWER_AMONG = _before(_LOWER, _SPACELESS["lower"]), _among(_LOWER)  # another office of nearly the same name

# Announced: directly before the event ("ahead of the", "the upcoming") or directly after it ("will open").
COMING_BEFORE = re.compile(
    r"(?<!\w)(?:upcoming|forthcoming|coming|ahead of|before|prior to|next|planned|scheduled|expected|until|till"
    r"|in the run-up to|preparations? for|prepar(?:es?|ing) for|to (?:host|hold|stage)|will (?:be )?[a-z]{2,12}"
    r"|bevorstehenden?|kommenden?|vor (?:dem|der|den)|nächsten?|prochaine?s?|avant|à l['’]approche|próxim[oa]s?"
    r"|antes de|prossim[aoie]|prima d\w{1,4}|предстоящ\w{2,3}|накануне|перед|до|майбутн\w{1,3}|напередодні"
    r"|przed|nadchodząc\w{1,3}|yaklaşan|gelecek|komende|kommande|mendatang|jelang|المقبلة?|القادمة?|قبل|قبيل"
    r"|پیش از|آینده|آئندہ|سے پہلے)(?:\s{1,4}[^\s.,;:!?]{1,20}){0,3}\s{0,4}\Z",
    re.IGNORECASE,
)
COMING_AFTER = re.compile(
    r"\A['’]?s?(?:\s{1,4}[^\s.,;:!?]{1,20}){0,3}?\s{1,4}(?:will|shall|(?:is|are) (?:to|set|due|scheduled|expected"
    r"|planned|slated)|begins?|starts?|opens?|wird|werden|soll(?:en)?|beginnt|aura lieu|se tiendra|será|serán"
    r"|se celebrará|si terrà|sarà|пройдет|пройдёт|состоится|начнется|начнётся|відбудеться|пройде|odbędzie się"
    r"|yapılacak|olacak|düzenlenecek|akan|سيقام|ستقام|سوف|المقبلة?|القادمة?|خواهد|آینده|ہوگا|ہوگی|گا|گی)(?!\w)"
    r"|\A(?:将|將|が(?:開かれる|始まる)|이 열린다|가 열린다)",
    re.IGNORECASE,
)
# Past: words that would be wrong before the event was.
PAST_BEFORE = re.compile(
    r"(?<!\w)(?:after|since|following|in the wake of|last (?:week|month|year)['’]s|during|survivors? of|victims? of"
    r"|anniversary of|nach|seit|après|depuis|tras|desde|después de[l]?|dopo|depois d\w|após|после|со времён|с момента"
    r"|після|від часу|po|od|sonra|na|sinds|efter|sedan|setelah|sejak|بعد|منذ|عقب|پس از|کے بعد|بعد از)"
    r"(?:\s{1,4}[^\s.,;:!?]{1,20}){0,2}\s{0,4}\Z",
    re.IGNORECASE,
)
PAST_AFTER = re.compile(
    r"\A['’]?s?(?:\s{1,4}[^\s.,;:!?]{1,20}){0,2}?\s{1,4}(?:was|were|had|killed|ended|saw|left|took place|came"
    r"|wurde|war|endete|hatte|fue|terminó|dejó|a (?:fait|eu lieu|été)|è stat[ao]|foi|прош[её]?л\w?|состоял\w{1,3}"
    r"|закончил\w{1,3}|відбу\w{2,4}|завершил\w{1,3}|odbył\w{0,3}|zakończył\w{0,3}|oldu"
    r"|كان|كانت|انتهت|شد|بود|تھا|تھی)(?!\w)"
    r"|\A(?:之后|之後|以后|後|以来|以來|以降|이후|후)",
    re.IGNORECASE,
)
RENAMING = re.compile(  # the new name is only proposed, or the renaming itself is told as news to come
    r"(?<!\w)(?:to be (?:re)?named|be renamed|renam(?:e|ing)|propos\w{0,4}|plan\w{0,4}|want\w{0,3}|would|will"
    r"|call\w{0,3}|umbenennen|umbenannt|rebaptis\w{1,3}|переименова\w{1,4}|перейменува\w{1,4})\b[^.;:!?\n]{0,40}\Z",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")  # beside a title: the sentence tells of another time
