"""The day on which a page says that its article was published: JSON-LD, metas, microdata, then what a reader sees.

A page's own stamp is taken as it stands. Of what is only seen, the day next to the headline counts; days that could be
those of other articles, or of an update, are none: a wrong day is worse than none.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from lxml.html import HtmlElement

from provenance.corpus.dates.date_intervals import Moment, moment
from provenance.corpus.html.page_elements import (
    PageElements,
    article_elements,
    single_spaced,
    texts_after,
    texts_before,
)
from provenance.corpus.html.titles import TitleClaim

LAST_YEAR = 2030  # that two digits may mean
_AFTER, _BEFORE = 40, 8  # texts after and before the headline in which a day is looked for
_NEAR = 4  # texts after the headline in which the first of several days counts
_LONGEST = 90  # characters of a text with a day; what is longer is a sentence
_PARAGRAPH = 100  # characters; shorter texts are captions and labels
_YEAR = r"(?:19|20)\d\d"
_WORD = r"[^\W\d_]{2,14}"
_DAYS = re.compile(
    rf"{_YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]"
    rf"|(?<!\d){_YEAR}([-./])\s?\d{{1,2}}\1\s?\d{{1,2}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}([-./])\d{{1,2}}\2{_YEAR}(?!\d)"
    rf"|(?<![\d/.-])\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)?[\s-]{{1,3}}(?:(?:de|of|di)\s)?{_WORD}\.?,?[\s-]{{1,3}}"
    rf"(?:del?\s)?{_YEAR}(?!\d)"
    rf"|(?<!\w){_WORD}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modif|aktualis|aktualiz|mise? à jour|actualiz|atualiz|aggiorna|bijgewerkt|uppdater|opdater|oppdater"
    r"|päivit|zaktual|обновл|оновл|güncel|수정|更新|diperbarui|cập nhật|تحديث|به‌روز|ενημ|frissít|промен"
    r"|izmjen|ažurir|edited|revised",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erstellt|geplaatst|objav|pubbl|опубл|дата|등록|입력|게시|作成|公開|掲載|发布|發布|发表|yayın|diterbit"
    r"|terbit|đăng|نشر|منتشر|δημοσ|julkais|megjelen|created|released|issued"
    r"|\b(?:date|datum|data|fecha)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\bcopyright|©|\(c\)", re.IGNORECASE)


def published_days(
    stamps: Iterable[TitleClaim],
    elements: PageElements,
    headline: HtmlElement | None,
    language: str,
    modified: Collection[str] = (),
) -> list[TitleClaim]:
    """The days of publication that a page names, the best first. `stamps` are those of JSON-LD and metas, in order.

    Of a stamp that is also one of an update, `modified`, an earlier time that a reader sees is the better.
    """
    strong = [stamp for stamp in (*stamps, *_microdata(elements, headline)) if _means_day(stamp.text)]
    best = _earliest_first(strong)
    if best and best[0].text in modified:
        return [*_earlier(_times(elements, headline), best[0]), *best]
    return best or [*_times(elements, headline), *_seen_days(headline, language)][:1]


def _earlier(seen: Iterable[TitleClaim], stamp: TitleClaim) -> list[TitleClaim]:
    """The claims of days before that of the stamp."""
    return [claim for claim in seen if _bounds(claim.text)[1] < _bounds(stamp.text)[0]]


def _means_day(text: str) -> bool:
    read = moment(text[:100], LAST_YEAR)
    return read.earliest is not None and read.earliest.year > 1900


def _earliest_first(stamps: list[TitleClaim]) -> list[TitleClaim]:
    """The stamps in their order, unless a later one is days before the first: then it is of an update."""
    if not stamps:
        return []
    bounds = {stamp: _bounds(stamp.text) for stamp in stamps}
    first = bounds[stamps[0]]
    earlier = [stamp for stamp in stamps if bounds[stamp][1] + timedelta(days=1) < first[0]]
    best = min(earlier, key=lambda stamp: bounds[stamp]) if earlier else stamps[0]
    return [best, *(stamp for stamp in stamps if stamp != best)]


def _bounds(text: str) -> tuple[date, date]:
    read = moment(text[:100], LAST_YEAR)
    assert read.earliest is not None
    assert read.latest is not None
    return read.earliest.date(), read.latest.date()


def _microdata(elements: PageElements, headline: HtmlElement | None) -> Iterator[TitleClaim]:
    for element in elements.itemprop("datePublished", headline)[:3]:
        text = element.get("content") or element.get("datetime") or single_spaced(element.text_content())
        if text and len(text) < _LONGEST:
            yield TitleClaim(single_spaced(text), "visible")
            return


def _times(elements: PageElements, headline: HtmlElement | None) -> list[TitleClaim]:
    """The time of publication among the `time` elements: marked as such, or the only day."""
    times = [
        time
        for time in article_elements(elements.tree.iter("time"), headline)
        if _means_day(single_spaced(time.get("datetime")))
    ]
    marked = [time for time in times if time.get("pubdate") is not None or _PUBLISHED.search(_labels(time))]
    fresh = [time for time in marked or times if not _UPDATED.search(_labels(time))]
    stamps = [single_spaced(time.get("datetime")) for time in fresh]
    days = {stamp[:10] for stamp in stamps}
    if len(days) == 1 or (stamps and _is_next_to(fresh[0], headline)):
        return [TitleClaim(stamps[0], "visible")]
    return []


def _labels(time: HtmlElement) -> str:
    parent = time.getparent()
    around = f"{parent.get('class') or ''} {parent.text or ''}" if parent is not None else ""
    return f"{time.get('class') or ''} {time.get('itemprop') or ''} {around[:100]} {(time.text or '')[:60]}"


def _is_next_to(time: HtmlElement, headline: HtmlElement | None) -> bool:
    """Whether a time stands in the block of the headline."""
    if headline is None:
        return False
    blocks = [*islice(headline.iterancestors(), 3)]
    return any(parent in blocks for parent in islice(time.iterancestors(), 5))


def _seen_days(headline: HtmlElement | None, language: str) -> list[TitleClaim]:
    if headline is None:
        return []
    after = [*_labelled(_until_text(islice(texts_after(headline), _AFTER)), language)]
    before = [*_labelled(islice(texts_before(headline), _BEFORE), language)]
    marked = [day for day, label, _ in after + before if label]
    if marked and len(set(marked)) == 1:
        return [TitleClaim(marked[0], "visible")]
    closest = [day for day, _, number in after if number < _NEAR]
    days = {day for day, *_ in after} or {day for day, *_ in before}
    best = closest[0] if closest and not marked else days.pop() if len(days) == 1 else None
    return [TitleClaim(best, "visible")] if best else []


def _until_text(texts: Iterable[str]) -> Iterator[str]:
    """The texts up to the article's second paragraph: before it is a standfirst or a caption."""
    paragraphs = 0
    for text in texts:
        paragraphs += len(text) > _PARAGRAPH
        if paragraphs > 1:
            return
        yield text


def _labelled(texts: Iterable[str], language: str) -> Iterator[tuple[str, bool, int]]:
    """The days of short texts, whether each is called one of publication, and the number of its text."""
    label = ""
    for number, text in enumerate(texts):
        if len(text) > _LONGEST or _AGO.search(text):
            label = ""
            continue
        for match in _DAYS.finditer(text):
            before = label + " " + text[: match.start()][-40:]
            last_update, last_label = _last(_UPDATED, before), _last(_PUBLISHED, before)
            day = _one_day(match[0], language)
            if day and last_update <= last_label:
                yield day, last_label >= 0, number
        label = text if not _DAYS.search(text) and len(text) < len("Veröffentlicht am Donnerstag,") else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _one_day(text: str, language: str) -> str | None:
    """The one day that a text means, as 2031-05-05; numbers are read in the order of the language."""
    read = moment(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text), LAST_YEAR)
    first, last = _span(read, language)
    return first.isoformat() if first and first == last else None


def _span(read: Moment, language: str) -> tuple[date | None, date | None]:
    order = (
        "the month first"
        if language.lower() in ("en-us", "en-ph")
        else "the day first"
        if language and language.lower() != "en"
        else ""
    )
    spans = [reading.span for reading in read.readings if order and order in reading.key]
    if len(spans) == 1:
        return spans[0][0].date(), spans[0][1].date()
    return (read.earliest.date() if read.earliest else None), (read.latest.date() if read.latest else None)
