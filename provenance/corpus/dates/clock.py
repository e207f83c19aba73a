"""The hour in a date, in the forms of many languages, and the zone that it is given in."""

import re
from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

Interval = tuple[datetime, datetime]
_MORNING = "上午|午前|오전|凌晨|早上|am|a m|πμ|ص|صباحا|sa|oo|fm|de|قظ|पूर्वाह्न|ap"
_EVENING = "下午|午後|午后|오후|晚上|pm|p m|μμ|م|مساء|ch|os|em|du|بظ|अपराह्न|ip"
_EAST_ASIAN = "上午|午前|오전|凌晨|早上|下午|午後|午后|오후|晚上|中午"
_MERIDIEM = re.compile(rf"(?P<am>{_MORNING})|(?P<pm>{_EVENING})")
_DIGITS = r"(?<![\d.,:])(?P<hour>\d{1,2})"
_TAIL = (
    r"(?:\s?(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?|π\.?μ\.?|μ\.?μ\.?|ق\.?ظ\.?|ب\.?ظ\.?"
    r"|(?:صباحا|مساء|ص|م|sa|ch|oo|os|पूर्वाह्न|अपराह्न)(?![^\W\d_])))?"
    r"(?:\s?(?:uhr|น\.?|hrs|hours)(?![^\W\d_]))?"
    r"(?:\s?(?P<zone>(?:z|utc|gmt)?\s?[+-]\d{1,2}(?::?\d\d)?(?!\d)|[a-z]{2,14}(?:/[a-z_]{2,20}){1,2}|[a-z]{1,5}(?![^\W_])))?"
    r"(?:\s?(?:\([^()\d]{2,60}\)|\[[\w/+-]{2,40}\]))?"
)
_FORMS = tuple(
    re.compile(rf"(?:(?P<before>{_EAST_ASIAN})\s?)?{_DIGITS}{form}{_TAIL}")
    for form in (
        r"\s?:\s?(?P<minute>\d\d)(?:\s?:\s?(?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?(?!\d)",
        r"\s?[時时点點시]\s?(?:(?P<minute>\d{1,2})\s?[分분]\s?(?:(?P<second>\d{1,2})\s?[秒초])?)?(?P<part>)",
        r"\s?h\s?(?P<minute>\d\d)?(?![^\W_])(?P<second>)(?P<part>)",
        r"(?:\.(?P<minute>\d\d)(?P<second>)(?P<part>))?(?=\s?(?:uhr|น\.?|a\.?m|p\.?m)(?![^\W\d_]))",
    )
)
_LED = re.compile(  # by a word for "at": 17.1.2024 klo 9.30
    rf"(?<![^\W_])(?:klo|kl|ore|pukul|jam|godz|om|alle ore)\.?\s{_DIGITS}\.(?P<minute>\d\d)(?P<second>)(?P<part>)"
    r"(?P<before>)(?P<half>)(?!\d)(?:\s(?P<zone>wib|wita|wit|cet|cest|eet|eest))?"
)
# Hours from UTC. What means several zones has them all: CST is China's too, IST India's, Israel's and Ireland's.
_ZONES: dict[str, tuple[float, ...]] = {
    "z": (0,), "utc": (0,), "gmt": (0,), "ut": (0,), "wet": (0,), "west": (1,), "cet": (1,), "cest": (2,), "mez": (1,),
    "mesz": (2,), "met": (1,), "mest": (2,), "eet": (2,), "eest": (3,), "msk": (3,), "msd": (4,), "trt": (3,),
    "bst": (1, 6), "ist": (5.5, 2, 1), "idt": (3,), "sast": (2,), "cat": (2,), "eat": (3,), "wat": (1,), "irst": (3.5,),
    "irdt": (4.5,), "pkt": (5,), "npt": (5.75,), "ict": (7,), "wib": (7,), "wita": (8,), "wit": (9,), "sgt": (8,),
    "hkt": (8,), "pht": (8,), "myt": (8,), "awst": (8,), "jst": (9,), "kst": (9,), "acst": (9.5,), "acdt": (10.5,),
    "aest": (10,), "aedt": (11,), "nzst": (12,), "nzdt": (13,), "est": (-5,), "edt": (-4,), "et": (-5, -4),
    "cst": (-6, 8), "cdt": (-5,), "ct": (-6, -5), "mst": (-7,), "mdt": (-6,), "mt": (-7, -6), "pst": (-8,),
    "pdt": (-7,), "pt": (-8, -7), "akst": (-9,), "akdt": (-8,), "hst": (-10,), "nst": (-3.5,), "ndt": (-2.5,),
    "adt": (-3,), "brt": (-3,), "art": (-3,), "clt": (-4,), "cot": (-5,), "pet": (-5,), "vet": (-4,),
}  # fmt: skip
_ANYWHERE = (-12.0, 14.0)  # hours of a zone whose name is not known
_OFFSET = re.compile(r"(?:z|utc|gmt)?\s?([+-])(\d{1,2}):?(\d\d)?\Z")
_MOST = timedelta(hours=14)


class Hour(NamedTuple):
    """A time of day: its hour, minute and, where given, second; the offsets from UTC that its zone can have."""

    at: time
    exact: bool  # to the second; else any of the minute, or of the hour
    whole: bool  # the hour alone
    offsets: tuple[timedelta, ...]

    def on(self, day: date) -> Interval:
        """The moments of the day that are meant, in UTC."""
        starts = [datetime.combine(day, self.at, UTC) - offset for offset in self.offsets]
        length = timedelta(hours=1) if self.whole else timedelta(minutes=1)
        return min(starts), max(starts) + (timedelta() if self.exact else length - timedelta(microseconds=1))


def hour_in(text: str, original: str, words: Container[str]) -> tuple[Hour | None, str]:
    """The hour in a folded date, and the date without it. Raises ValueError where there is no such hour.

    `original` is the date as it stands, in which zones are in capitals; `words` are no zones.

    >>> hour_in("17 jan 2024 3:05 pm est", "17 Jan 2024 3:05 pm EST", ())[0].on(date(2024, 1, 17))[0].isoformat()
    '2024-01-17T20:05:00+00:00'
    """
    for form in (_LED, *_FORMS):
        match = form.search(text)
        if match is None:
            continue
        zone, end = match["zone"], match.end()
        if zone and not _is_zone(zone, original, words):
            zone, end = None, match.start("zone")
        return _hour(match, zone), f"{text[: match.start()]} {text[end:]}"
    return None, text


def _is_zone(zone: str, original: str, words: Container[str]) -> bool:
    if not zone.isalpha():
        return True  # +0100, or America/New_York
    in_capitals = (
        re.search(rf"\b{zone.upper()}\b", original) is not None
    )  # CET is no Thursday, which Serbian has as čet
    return (in_capitals and zone in _ZONES) or (
        zone not in words and (zone in _ZONES or (in_capitals and len(zone) > 1))
    )


def _hour(match: re.Match[str], zone: str | None) -> Hour:
    hour = int(match["hour"])
    half = (match["before"] or match["half"] or "").replace(".", "")
    if half and half != "中午":
        meridiem = _MERIDIEM.match(half)
        if hour > 12 or (hour < 1 and half.isascii()):
            raise ValueError(match[0])
        hour = hour % 12 + (12 if meridiem and meridiem["pm"] else 0)
    micro = int((match["part"] or "0").ljust(6, "0")[:6])
    at = time(hour, int(match["minute"] or 0), int(match["second"] or 0), micro)
    return Hour(at, bool(match["second"]), not match["minute"], _offsets(zone))


def _offsets(zone: str | None) -> tuple[timedelta, ...]:
    if zone is None:
        return (timedelta(),)
    match = _OFFSET.match(zone)
    if match is None:
        return tuple(timedelta(hours=hours) for hours in _ZONES.get(zone, _ANYWHERE))
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if offset > _MOST or int(match[3] or 0) > 59:
        raise ValueError(zone)
    return (offset if match[1] == "+" else -offset,)


def zone_of(sign: str, hours: str, minutes: str) -> timezone:
    """A zone given in hours and minutes; ValueError where no place has it."""
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > _MOST or int(minutes) > 59:
        raise ValueError(hours)
    return timezone(offset if sign == "+" else -offset)
