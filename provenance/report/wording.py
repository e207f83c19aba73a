"""How the reports say things: counts, probabilities, dates and the names of unseen items, the same in every format."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

FIRST_BEGIN, LAST_END = time(10), time(11, 59, 59, 999999)  # UTC times between which a day is somewhere on earth
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LIKELY, POSSIBLE = 0.5, 0.2  # below .2 the design counts an edge as wrong if shown as one
VERY_LIKELY = 0.9
MOSTLY, NEARLY_ALL = 0.5, 0.9  # shares of a text
SPELLED = 4  # letters of an acronym
MOST = 8  # rows of a list before "… and 12 more"

T = TypeVar("T")

LIMITS = (
    "Only articles of this collection were compared; a source outside it is known from credits and traces alone. "
    "Close paraphrase, free translation, pictures and sound are out of reach. "
    "A probability weighs the evidence shown; it is no verdict on anyone. "
    "That no source was found does not prove independence."
)

RELATIONS = {
    "copy": "near-verbatim copy",
    "partial": "part of its text",
    "rewrite": "the same report in other words",
    "revision": "later version of the same report",
    "translation": "a translation",
    "relay": "its text, passed on",
    "citation": "named as source of the information",
    "quote": "words obtained through it",
    "common": "drawn on by several articles",
}

VERBS = {"citation": "cites", "quote": "quotes through"}  # all other relations: draws on

EITHER_WAY = "a translation, of which the other may be the original"  # of two articles, direction unknown

SCOPES = {"story": "for the whole story", "passage": "for a passage"}

KINDS = {
    "credit": "credit (origin of the text)",
    "relay": "relay (passed it on)",
    "citation": "citation (source of the information)",
    "quote": "quote (words obtained through it)",
    "self": "the outlet itself",
}


def many(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> many(1, "article"), many(12345, "article"), many(2, "copy", "copies")
    ('1 article', '12,345 articles', '2 copies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def share_of(count: int, total: int) -> str:
    """A part of all articles, for the beginning of a sentence.

    >>> share_of(14, 67), share_of(3, 3), share_of(1, 1)
    ('14 of 67 articles', 'All 3 articles', 'The article')
    """
    if count < total:
        return f"{count:,} of {many(total, 'article')}"
    return "The article" if total == 1 else f"All {many(total, 'article')}"


def article(noun: str) -> str:
    """A noun with its indefinite article.

    >>> article("AFP story"), article("Reuters story")
    ('an AFP story', 'a Reuters story')
    """
    first = noun.split(maxsplit=1)[0] if noun else ""
    spelled = first.isupper() and len(first) <= SPELLED  # an acronym is read letter by letter
    return f"{'an' if first[:1] in ('AEFHILMNORSX' if spelled else 'AEIOaeio') else 'a'} {noun}"


def percent(share: float) -> str:
    """A share as people say it; never a false 0 or 100.

    >>> percent(.874), percent(.999), percent(.001), percent(1), percent(0)
    ('87%', 'over 99%', 'under 1%', '100%', '0%')
    """
    if 0 < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def likely_word(probability: float) -> str:
    """The word for a probability.

    >>> [likely_word(p) for p in (.95, .6, .3, .05)]
    ['very likely', 'likely', 'possibly', 'hardly']
    """
    if probability >= VERY_LIKELY:
        return "very likely"
    if probability >= LIKELY:
        return "likely"
    return "possibly" if probability >= POSSIBLE else "hardly"


def relation(name: str, share: float | None = None) -> str:
    """A relation in words that fit how much of the text is in the source.

    >>> relation("partial", .96), relation("partial", .6), relation("partial", .2), relation("partial")
    ('nearly all of its text', 'most of its text', 'part of its text', 'part of its text')
    """
    if name == "partial" and share is not None and share >= MOSTLY:
        return "nearly all of its text" if share >= NEARLY_ALL else "most of its text"
    return RELATIONS.get(name, shortened(name, 40))


def match(kind: str | None, matched: int, words: int) -> str:
    """What a passage and its counterpart have in common.

    >>> match("aligned", 8, 9), match("translation", 0, 9)
    ('8 of 9 words match', '9 words in another language')
    """
    return (
        f"{many(words, 'word')} in another language"
        if kind == "translation"
        else f"{matched:,} of {many(words, 'word')} match"
    )


def verb(relation: str) -> str:
    """What the derived does with its source.

    >>> verb("citation"), verb("copy")
    ('cites', 'draws on')
    """
    return VERBS.get(relation, "draws on")


def day(moment: date) -> str:
    """A day, without the machine's language.

    >>> day(date(2024, 1, 17))
    '17 Jan 2024'
    """
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def period(first: datetime | None, last: datetime | None) -> str:
    """When something was published, as narrowly as is known; an open end is named.

    >>> from datetime import UTC
    >>> period(datetime(2024, 1, 17, tzinfo=UTC), datetime(2024, 1, 17, 23, 59, 59, 999999, tzinfo=UTC))
    '17 Jan 2024'
    >>> period(datetime(2024, 1, 17, tzinfo=UTC), None), period(None, None)
    ('17 Jan 2024 or later', 'date unknown')
    >>> period(datetime(2022, 6, 30, 10, tzinfo=UTC), datetime(2023, 1, 1, 11, 59, 59, 999999, tzinfo=UTC))
    '1 Jul to 31 Dec 2022'
    """
    if first is None and last is None:
        return "date unknown"
    if first is not None and first == last:
        return f"{day(first)}, {first:%H:%M} UTC"
    first, last = calendar(first, last)
    if first is None or last is None:
        instant = first or last
        assert instant is not None
        return f"{day(instant)} or {'later' if last is None else 'earlier'}"
    if first.date() != last.date():
        return _days(first.date(), last.date())
    all_day = first.time() == time.min and last.time() >= time(23, 59, 59)
    return day(first) if all_day else f"{day(first)}, {first:%H:%M} to {last:%H:%M} UTC"


def calendar(first: datetime | None, last: datetime | None) -> tuple[datetime | None, datetime | None]:
    """Bounds that stand for whole days somewhere on earth, as those days: what a reader calls the date.

    Such a day begins at 10:00 UTC the day before (in UTC+14) and ends at 11:59:59.999999 UTC the day after (UTC-12).
    """
    begins = first is not None and first.time() == FIRST_BEGIN and first.date() > date.min
    ends = last is not None and last.time() == LAST_END and last.date() > date.min
    if first is not None and begins and (ends or last is None):
        first += timedelta(hours=14)
    if last is not None and ends and (begins or first is None):
        last -= timedelta(hours=12)
    return first, last


def _days(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def candidate_dates(days: Sequence[date]) -> str:
    """The days that a text's own date can mean; one day in several years is listed once.

    >>> candidate_dates([date(2018, 1, 17), date(2024, 1, 17)])
    '17 Jan of 2018 or 2024'
    >>> candidate_dates([date(2018, 1, 17), date(2024, 2, 1)])
    '17 Jan 2018 or 1 Feb 2024'
    >>> candidate_dates([date(year, 3, 1) for year in range(2000, 2031)])
    '1 Mar of any year from 2000 to 2030'
    """
    if len(days) > 1 and len({(d.month, d.day) for d in days}) == 1:
        years = [d.year for d in days]
        if len(days) >= MOST and years == list(range(years[0], years[-1] + 1)):
            return f"{days[0].day} {MONTHS[days[0].month - 1]} of any year from {years[0]} to {years[-1]}"
        return f"{days[0].day} {MONTHS[days[0].month - 1]} of {listed([str(d.year) for d in days], 'or')}"
    return listed([day(d) for d in days], "or")


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Parts in a row as a sentence has them.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}" if parts else ""


def agency_name(agency: str | None, names: Mapping[str, str]) -> str | None:
    """The name people know an agency by, else its id made readable.

    >>> agency_name("tass", {"tass": "TASS"}), agency_name("dpa", {}), agency_name("nnn-xinhua", {})
    ('TASS', 'DPA', 'NNN-Xinhua')
    """
    if agency is None:
        return None
    parts = [word.upper() if len(word) <= 4 else word.capitalize() for word in agency.split("-")]
    return shortened(names.get(agency) or "-".join(parts), 60)


def unseen_name(agency: str | None, kind: str | None) -> str:
    """What an unseen item is called; a title is never invented.

    >>> unseen_name("Reuters", "story"), unseen_name(None, "background")
    ('unseen Reuters story', 'unseen background passage that nobody names')
    """
    noun = {"background": "background passage"}.get(kind or "", shortened(kind or "item", 30))
    return f"unseen {agency} {noun}" if agency else f"unseen {noun} that nobody names"


def signed_number(weight: float) -> str:
    """A weight with its sign, for or against.

    >>> signed_number(2.34), signed_number(-.5), signed_number(0)
    ('+2.3', '−0.5', '0.0')
    """
    rounded = f"{abs(weight):.1f}"
    return rounded if rounded == "0.0" else f"{'+' if weight > 0 else '−'}{rounded}"


def shortened(text: str, length: int) -> str:
    """A text on one line and no longer than that, cut at a word where one ends late enough.

    >>> shortened("a fire  in the\\nharbour", 12), shortened("fire", 12)
    ('a fire in…', 'fire')
    """
    flat = " ".join(text[: length * 8].split())  # a bounded look: texts may be megabytes
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > length // 2 else cut).rstrip(" ,;:.") + "…"


def with_full_stop(text: str) -> str:
    """A sentence with a full stop at its end, unless it is cut.

    >>> with_full_stop("it rained"), with_full_stop("it rained."), with_full_stop("it rained and…")
    ('it rained.', 'it rained.', 'it rained and…')
    """
    return text if text.endswith("…") else f"{text.rstrip('.')}."


def shortlist(rows: Sequence[T], limit: int = MOST) -> tuple[Sequence[T], str]:
    """The first rows, and what to say of the rest.

    >>> shortlist([1, 2, 3, 4], 2), shortlist([1, 2, 3], 2)
    (([1, 2], '… and 2 more'), ([1, 2, 3], ''))
    """
    if len(rows) <= limit + 1:  # "and 1 more" takes as much room as the one
        return rows, ""
    return rows[:limit], f"… and {len(rows) - limit:,} more"
