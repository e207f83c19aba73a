"""Months, weekdays and the small words around dates, in the languages of the news; Gregorian calendar only."""

import re
from functools import lru_cache

from provenance.base import language_data
from provenance.base.language_data import MONTHS, WEEKDAYS

__all__ = ["DOUBTFUL", "MONTHS", "WEEKDAYS", "date_word"]

_SAME = str.maketrans("’ʼıيى", "''iیی", "\u0307\u0640")


@lru_cache(maxsize=65536)
def date_word(word: str) -> str:
    """A word as the tables below hold it.

    >>> date_word("Ağustos"), date_word("MAYIS")
    ('ağustos', 'mayis')
    """
    return word.casefold().translate(_SAME).removesuffix("'s")


# Names that are months or weekdays only beside a day or a year, whatever else they mean, are doubtful.
DOUBTFUL = frozenset(map(date_word, language_data.DOUBTFUL))
BETWEEN = frozenset({"de", "of", "di", "du", "del", "the", "st", "nd", "rd", "th", "er", "do", "сего", "года", "سال"})

# What lies ahead of the writer, or is only thought of: a date in such company need not be past.
AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|should|must|won't|to be|next|upcoming|forthcoming|future"
    r"|plan\w{0,5}|going to"
    r"|expect\w{0,4}|schedul\w{0,4}|slated|due|set|deadline|expir\w{0,5}|ahead|aim\w{0,3}|intend\w{0,2}|hope\w?"
    r"|hoping|target\w{0,4}"
    r"|forecast\w{0,3}|project\w{0,4}|predict\w{0,4}|election\w?|campaign\w{0,3}|race|cycle|run|running"
    r"|candida\w{0,4}|nomin\w{0,6}"
    r"|primar\w{0,3}|if|goal\w?|propos\w{0,4}|budget|term|fiscal|season|contender\w?|ballot|vot\w{1,4}"
    r"|presiden\w{0,7}|bid"
    r"|re-?elect\w{0,4}|estimat\w{0,4}|agenda|vision|cup|olympic\w?|effective|want\w{0,3}|promis\w{0,3}"
    r"|vow\w{0,3}|pledg\w{0,3}"
    r"|committed|allow\w{0,3}|extend\w{0,3}|delay\w{0,3}|postpon\w{0,3}|approv\w{0,3}|fund\w{0,4}"
    r"|call\w{0,3} for|starting|beginning"
    r"|будет|будут|планир\w{0,6}|ожида\w{0,6}|должн\w{0,4}|заплан\w{0,8}|буде|wird|werden|soll\w{0,3}|sera"
    r"|seront|doit|prévu\w{0,2}"
    r"|será|prevé|previsto|sarà|olacak|planlan\w{0,6})\b"
)
# A verb of the past beside the date ties the date to what has happened.
HAPPENED = re.compile(
    r"\b(?:was|were|had|became|began|took|came|won|lost|left|went|fell|rose|led|made|met|held|saw|gave|got|died"
    r"|built|sold"
    r"|bought|found|ran|broke|struck|withdrew|shot|fought|spent|[a-z]{2,14}ed|born|seized|[а-яіїєґё]{2,14}(?:ла"
    r"|ли|ло|лся|лась|лось"
    r"|лись|ился|ено)|fue|fueron|firmó|été|wurde|wurden|war|hatte|stato|stata|foi|foram)\b"
)
NOT_VERBS = frozenset(
    [
        "united",
        "need",
        "indeed",
        "speed",
        "hundred",
        "seed",
        "feed",
        "proceed",
        "succeed",
        "exceed",
        "sacred",
        "naked",
        "wicked",
    ]
)
IN = re.compile(
    r"(?:^|\b)(?:in|on|of|during|back in|(?:in |the )?(?:early|late|mid)|в|у|во|с|en|em|nel|dans|im|im jahr|am"
    r"|le|el|il|año|anno|ano)"
    r"[\s-]{1,4}(?:the )?$"
)
SINCE = re.compile(
    r"(?:\bsince|\bback in|\bseit|\bdepuis|\bdesde|начиная с|починаючи з|منذ عام|منذ|از سال)"
    r"(?:\s(?:the year|early|late|mid|at least|about|jahr|el año|عام|سال))?\s{0,2}$"
)
# What is announced for a named time: published before that time is over.
ANNOUNCED = re.compile(
    r"\b(?:(?:is|are|now|currently) (?:now |currently )?(?:set|due|scheduled|slated|expected|planned)(?: (?:for"
    r"|to [a-z]{2,14}))?"
    r"|will (?:be )?[a-z]{2,14}|upcoming|forthcoming)\b"
)
LOOKED_BACK = re.compile(
    r"\b(?:was|were|had|would|did|wrote|originally|once|ago|if|that year|back|[12]\d{3})\b|[\"“”„«»]"
)
FOR = re.compile(
    r"\b(?:for|in|by|on|until|at)\s{1,3}(?:the |early |late |mid-?|spring |summer |fall |autumn |winter "
    r"|end of ){0,2}$"
)
COMING = re.compile(
    r"\b(?:will|would|to be|expect\w{0,4}|schedul\w{0,4}|slated|due|set|plan\w{0,5}|next|upcoming|forthcoming"
    r"|ahead of"
    r"|deadline|future|coming|invited|invitation|будет|состоится|wird|soll|sera|será|sarà)\b"
)
DEADLINE = re.compile(r"\b(?:by|before|until|till)\s{1,3}$")
# Before a date: a span's end or a change that takes effect, so the date is not the story's own.
SPANNED = re.compile(
    r"\b(?:to|ended|ending|until|till|since|from|by|through|effective|beginning|starting|as of)\W{0,3}$", re.IGNORECASE
)
# A note on the article itself: it was published by then.
AMENDED = re.compile(
    r"\bthis (?:article|story|post|page|report|piece|column)\b.{0,40}\b(?:amended|updated|corrected|edited|modified"
    r"|revised|changed|clarified)\b.{0,12}$"
)
STAMPED = re.compile(
    r"\b(?:published|posted|first published|veröffentlicht|publié|publicado|pubblicato|опубликовано|опубліковано)\b"
)
CHANGED = re.compile(
    r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado|aggiornato|atualizado|обновлено|оновлено)\b"
)
# What stands between a dateline's day and the story.
DATELINE_REST = re.compile(
    r"(?:\s(?:года|году|г|року|р|г\.|р\.))?[.,]?\s{0,3}(?:[(/\[][^()/\[\]\n]{2,40}[)/\]]\s{0,2})?"
    r"[.,]?\s{0,3}(?:--|[-–—:]|\.(?=\s)|(?<=[)/\]])"
    r"|(?<=[)/\]]\.))"
)
# What stands behind the day of a Chinese or Japanese dateline.
WIRED = re.compile(r"\s{0,2}(?:综合|專|专)?(?:电|電|讯|訊)")
# The full stop behind a day with its year that begins a story: "27 июня 2023 года. ".
FULL_STOP = re.compile(r"(?:\s(?:года|году|г|року|р))?\.\s{1,3}(?=[^\W\d_a-zа-я])")
# The hour behind the day of a page's line: ", 03:36 am", " 16:28".
CLOCK = re.compile(r"[,|·]?\s{1,3}(?:at\s)?\d{1,2}[:.]\d\d(?!\d)")
PLACE = re.compile(
    r"(?P<place>[^\W\d_][\w.'’/ -]{1,40}(?:\s?\([^\W\d_][\w.' -]{1,30}\))?"
    r"(?:,\s{1,3}[^\W\d_][\w.' ]{1,25}){0,2})[,.،:۔]{0,2}[\s۔.,-]{0,8}$"
)
BARE_DATELINE = re.compile(  # a place in capitals, or one before an agency in brackets
    r"(?:(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’/ -]){2,40}(?:,\s[A-Z][\w. ]{1,25}){0,2})"
    r"\s{0,2}(?:[(/][^()/\n]{2,40}[)/])?"
    r"|[^\W\d_a-z][\w.'’ -]{2,24}(?:,\s[A-Z][\w. ]{1,25})?\s{0,2}\([A-Z][A-Za-z]{1,14}(?: [A-Z][a-z]{1,10})?\))"
    r"\s{0,2}(?:--|[-–—])\s"
)
# What stands in capitals before a dash, and is no place.
_LABELS = (
    "FILE FILES PHOTO PHOTOS VIDEO VIDEOS WATCH RELATED UPDATE UPDATED EXCLUSIVE BREAKING MORE READ LIVE NOTE ALSO"
    " THE AND CORRECTION OPINION ANALYSIS QUIZ POLL LISTEN GALLERY"
    " SLIDESHOW CLOSE STORY ADVERTISEMENT HIGHLIGHTS AUDIO FOR"
    " INTERACTIVE FACTBOX TIMELINE LETTER LETTERS EDITORIAL COMMENT"
    " REVIEW INTERVIEW TRANSCRIPT SUMMARY"
)
LABELS = frozenset(_LABELS.split())
_SMALL = "of and de du da do la le les el di al den der am im an a on upon sur del dos das y e ob"
SMALL_IN_PLACES = frozenset(_SMALL.split())
