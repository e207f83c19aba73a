"""What a page sets around a story in few words: the day's date, a row of ways to log in, a picture's credit."""

import re

from provenance.corpus.furniture.labels import HEAD_LABELS, LABELS, folded

_LONGEST = 80  # characters of a line with a date, or of a row
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lunes"
    r"|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|понедельник|вторник|среда|четверг|пятница"
    r"|суббота|воскресенье|понеділок|вівторок|середа|четвер|п'ятниця|субота|неділя|pazartesi|salı|çarşamba|perşembe"
    r"|cuma|cumartesi|pazar)"
)
_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar|raio|braio|rero)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il|ile)?|abril|avril"
    r"|may|mai|mayo|maggio|maio|jun[ei]?|juin|junio|giugno|junho|jul[yi]?|juillet|julio|luglio|julho|aug(?:ust)?|août"
    r"|agosto|sept?(?:ember|iembre|embre)?|settembre|setembro|oct(?:ober|obre|ubre)?|oktober|ottobre|outubro"
    r"|nov(?:ember|embre|iembre|embro)?|de[cz](?:ember|embro)?|décembre|diciembre|dicembre|janvier|février|enero"
    r"|febrero|gennaio|fevereiro|janeiro|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября"
    r"|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|ocak|şubat"
    r"|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık)"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|º)?\.? (?:de |of )?{_MONTH}\.?,? (?:de )?\d{{4}}(?: (?:г|р)\.?)?"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)"
)
_ZONE = r"(?: ?(?:uhr|hrs|[a-z]{2,4}(?:[+-]\d{1,2})?))?"
_HOUR = rf"(?:\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?: ?[ap]\.?m\.?)?|\d{{1,2}} ?[ap]\.?m\.?){_ZONE}"
_DATE_LINE = re.compile(
    rf"(?:{_WEEKDAY}\.? ?,? )?{_DAY}(?:,? \(?{_WEEKDAY}\)?)?(?:(?:,| -| –| \||t| at|, at)? ?{_HOUR})?"
)
_ROW = re.compile(r"\s?[|•·]\s?")
_DOORS = frozenset(  # what else stands in such a row
    (
        *("account", "archive", "archives", "apps", "classifieds", "digital edition", "e-paper", "edition", "epaper"),
        *("e paper", "faq", "help", "jobs", "log out", "logout", "my account", "my profile", "obituaries", "podcasts"),
        *("premium", "profile", "puzzles", "rss", "shop", "sign out", "store", "subscriptions", "today's paper"),
    )
)
_PERSON = (
    r"(?!(?:D(?:er|ER|ie|IE|as|AS)|T(?:he|HE)|H(?:et|ET)) )"  # "The Courier"
    r"[A-ZÀ-Þ][\w.'’-]{0,20}(?: (?:[A-ZÀ-Þ][\w.'’-]{0,20}|de|van|von|al|el|bin)){1,3}"
)
_OF_PICTURES = (
    r"(?:AP|AFP|REUTERS|Reuters|EPA(?:-EFE)?|EFE|dpa|DPA|Getty(?: Images)?|Xinhua|TASS|Kyodo(?: News)?|ANSA|AAP|PA|PTI"
    r"|Bloomberg|Anadolu(?: Agency)?|(?:The )?Associated Press)"
)
_CREDIT = re.compile(
    rf"(?:\A|[.!?…\"”’)\]] )(?:{_PERSON} ?/ ?{_OF_PICTURES}"
    r"|(?:Photo|Photograph|PHOTO|PHOTOGRAPH|Picture|PICTURE|Image|IMAGE)s?(?: [Cc]redit| [Cc]ourtesy)?"
    r"(?:: ?[^\s.:;!?]|(?: by| courtesy of) [A-ZÀ-Þ])[^.:;!?]{1,60})\.?\Z"
)
_PROSE_ENDS = tuple("!?\"'”’»:;,…")  # no picture's credit ends so
_CAPTION, _TAIL = 600, 120  # characters of a caption, and at its end in which the picture's credit stands
_SIGNS = ("/", "hoto", "HOTO", "icture", "ICTURE", "mage", "MAGE")


def signs(text: str) -> tuple[str, ...]:
    """Which letters of a picture's credit a text has at all.

    >>> signs("He took a photo.")
    ('hoto',)
    """
    return tuple(sign for sign in _SIGNS if sign in text)


def is_caption(line: str, signs: tuple[str, ...] = _SIGNS) -> bool:
    """Whether a line is a picture's credit or ends in one: "Boats at the pier. Photograph: Ann Roe/AP".

    >>> [is_caption(line) for line in ("Boats at noon. Photo: Ann Roe", "Ann Roe / AP", "He took a photo.", "(AP)")]
    [True, True, False, False]
    >>> is_caption("DER KURIER/dpa")  # a house and an agency: no person's name begins with an article
    False
    """
    if len(line) > _CAPTION or line[-1:] in _PROSE_ENDS:
        return False
    tail = line[-_TAIL:]
    for sign in signs:
        if sign in tail:
            break
    else:
        return False
    return _CREDIT.search(tail, 0 if len(line) <= _TAIL else 1) is not None


def is_date_line(line: str) -> bool:
    """Whether a line holds nothing but a whole date, its weekday and the hour.

    >>> lines = ("Tuesday, 12 March 2024", "12/03/2024 14:05", "Osk, 12 March 2024", "March 2024", "12 March 2024.")
    >>> [is_date_line(line) for line in lines]
    [True, True, False, False, False]
    """
    if len(line) > _LONGEST or not any(letter.isdecimal() for letter in line):
        return False
    return _DATE_LINE.fullmatch(folded(line)) is not None


def row_kind(line: str) -> str | None:
    """What a row of words between bars is, if each is a label and one of them asks readers to subscribe or log in.

    >>> [row_kind(line) for line in ("Subscribe | Log in | E-paper", "World | Politics", "Rain | Log in")]
    ['subscribe', None, None]
    """
    if len(line) > _LONGEST or not any(mark in line for mark in "|•·"):
        return None
    words = [word.strip() for word in _ROW.split(folded(line)) if word.strip()]
    labelled = all(word in LABELS or word in HEAD_LABELS or word in _DOORS for word in words)
    return (
        "subscribe" if len(words) > 1 and labelled and any(LABELS.get(word) == "subscribe" for word in words) else None
    )
