"""Years that are counted otherwise become Gregorian ones: Iran's solar calendar, Buddhist years, eras of East Asia."""

import re
from datetime import date, timedelta

# The solar calendar is by observation of the equinox. Since 1866, and until 2092, its leap years are these of 33.
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_CYCLE = 33
SOLAR_FROM, SOLAR_TO = 1245, 1471  # years for which that holds
_BEGINNING = (1400, date(2021, 3, 21))  # a first day of a year
_SOLAR_HALF = 6  # months of 31 days; the others have 30
BUDDHIST = 543  # years that the Buddhist era is ahead
BUDDHIST_FROM, BUDDHIST_TO = 2443, 2643  # 1900 to 2100
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_ERA = re.compile(f"({'|'.join(_ERAS)})\\s?(\\d{{1,3}}|元)\\s?年")
_NUMERALS = "〇零一二三四五六七八九"
_SPELLED = re.compile(f"[{_NUMERALS}十廿]{{1,4}}(?=\\s?[年月日号號])")


def solar_day(year: int, month: int, day: int) -> date:
    """The day of a date of Iran's solar calendar; ValueError where there is none.

    >>> solar_day(1402, 10, 27)
    datetime.date(2024, 1, 17)
    """
    if not SOLAR_FROM <= year <= SOLAR_TO or not 1 <= month <= 12:
        raise ValueError(year)
    leap = year % _CYCLE in _LEAP
    length = 31 if month <= _SOLAR_HALF else 30 if month < 12 or leap else 29
    if not 1 <= day <= length:
        raise ValueError(day)
    return _new_year(year) + timedelta(days=30 * (month - 1) + min(month - 1, _SOLAR_HALF) + day - 1)


def _new_year(year: int) -> date:
    start, first = _BEGINNING
    low, high = sorted((start, year))
    days = 365 * (high - low) + sum(between % _CYCLE in _LEAP for between in range(low, high))
    return first + timedelta(days=days if year > start else -days)


def gregorian_year(year: int) -> int:
    """A year, the Buddhist one as the Gregorian.

    >>> gregorian_year(2567), gregorian_year(2024)
    (2024, 2024)
    """
    return year - BUDDHIST if BUDDHIST_FROM <= year <= BUDDHIST_TO else year


def without_eras(text: str) -> str:
    """A date of East Asia with its era and its numerals as numbers.

    >>> without_eras("令和6年1月17日"), without_eras("民國113年1月"), without_eras("二〇二四年十二月三十一日")
    ('2024年1月17日', '2024年1月', '2024年12月31日')
    """
    text = _SPELLED.sub(lambda match: _number(match[0]), text)
    return _ERA.sub(lambda match: f"{_ERAS[match[1]] + (1 if match[2] == '元' else int(match[2]))}年", text)


def _number(numeral: str) -> str:
    """A numeral in digits.

    >>> _number("二〇二四"), _number("三十一"), _number("十")
    ('2024', '31', '10')
    """
    numeral = numeral.replace("廿", "二十").replace("零", "〇")
    if "十" not in numeral:
        return "".join(str(max(0, _NUMERALS.index(digit) - 1)) for digit in numeral)
    tens, _, ones = numeral.partition("十")
    return (_number(tens) if tens else "1") + (_number(ones) if ones else "0")
