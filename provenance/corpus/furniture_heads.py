"""What a page sets above a story in no words of its own: the day's date, and a row of ways to log in."""

import re

from provenance.corpus.furniture_labels import HEAD_LABELS, LABELS, folded

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
    rf"(?:{_WEEKDAY}\.?,? )?{_DAY}(?:,? \(?{_WEEKDAY}\)?)?(?:(?:,| -| –| \||t| at|, at)? ?{_HOUR})?"
)
_ROW = re.compile(r"\s?[|•·]\s?")
_DOORS = frozenset(  # what else stands in such a row
    (
        *("account", "archive", "archives", "apps", "classifieds", "digital edition", "e-paper", "edition", "epaper"),
        *("e paper", "faq", "help", "jobs", "log out", "logout", "my account", "my profile", "obituaries", "podcasts"),
        *("premium", "profile", "puzzles", "rss", "shop", "sign out", "store", "subscriptions", "today's paper"),
    )
)


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
    known = all(word in LABELS or word in HEAD_LABELS or word in _DOORS for word in words)
    return "subscribe" if len(words) > 1 and known and any(LABELS.get(word) == "subscribe" for word in words) else None
