"""A story becomes a page: dateline, credit, furniture with dates that mislead, and the date that metadata gives."""

import random
import textwrap
from datetime import datetime, timedelta

from benchmarks.newsroom.bank import Bank
from benchmarks.newsroom.grammar import name, person
from benchmarks.newsroom.story import Credit, Story

_TEASERS = ("mayor denies rift", "beats champions in extra time", "prices climb again")
TO_THE_MINUTE = 0.18 + 0.45  # pages of today mostly say the minute (article:published_time), archives the day
_MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]


def page(story: Story, bank: Bank, outlet: str, when: datetime, rng: random.Random, *, dates: bool) -> str:
    """The text as it is printed; without `dates` its dateline has none."""
    printed = {**bank.agencies, **bank.relays}
    paragraphs = [" ".join(s.text for s in paragraph) for paragraph in story.paragraphs]
    for credit in story.credits:
        _credited(paragraphs, credit, bank, printed, story.city, when, rng, dates=dates)
    if rng.random() < 0.08:
        paragraphs = [textwrap.fill(paragraph, 68) for paragraph in paragraphs]
    if rng.random() < 0.45:
        paragraphs = [*_lines(bank.heads, outlet, when, rng), *paragraphs, *_lines(bank.tails, outlet, when, rng)]
    return rng.choice(("\n\n", "\n\n", "\n")).join(paragraphs) + "\n"


def _credited(
    paragraphs: list[str], credit: Credit, bank: Bank, printed: dict[str, str], city: str, when: datetime,
    rng: random.Random, *, dates: bool,
) -> None:  # fmt: skip
    relay = printed.get(credit.relay or "", "")
    wording = rng.choice(bank.credits[credit.position])
    if not dates:
        wording = wording.replace(", {Mon} {d}", "").replace(", {d} {Month}", "").replace(", {Month} {d}", "")
    line = wording.format(
        A=printed[credit.agency], B=relay, CITY=city.upper(), d=when.day, Mon=_MONTHS[when.month - 1],
        Month=f"{when:%B}", Y=when.year, N=person(rng)[0], N2=person(rng)[0],
    )  # fmt: skip
    if credit.position == "dateline":
        paragraphs[0] = line + paragraphs[0]
    elif credit.position in ("bracket", "chain"):
        paragraphs[-1] = f"{paragraphs[-1]} {line}"
    else:
        paragraphs.append(line)


def _lines(templates: tuple[str, ...], outlet: str, when: datetime, rng: random.Random) -> list[str]:
    later = when + timedelta(days=rng.randint(30, 900))
    return [
        template.format(
            D=f"{later:%d %B %Y}", Y=later.year, outlet=outlet, name=name(rng),
            tease=f"{name(rng)} {rng.choice(_TEASERS)}",
        )
        for template in rng.sample(templates, rng.randint(1, 3))
    ]  # fmt: skip


def dated(when: datetime, rng: random.Random, *, hours: bool = True) -> str | None:
    """The date that metadata gives: for some none, for many to the minute, else to the day, now and then a day off."""
    draw = rng.random()
    if draw < 0.18:
        return None
    if hours and draw < TO_THE_MINUTE:
        return f"{when:%Y-%m-%dT%H:%M:00Z}"
    off = rng.choice((-1, 1)) if rng.random() < 0.06 else 0
    return f"{when + timedelta(days=off):%Y-%m-%d}"
