"""How far a run is: the share of its stages that is done, and about how long the rest takes."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import fsum
from time import monotonic

# Seconds of each stage on 3,000 articles; a folder that holds an earlier run tells its own
OF_TRACE = {
    "read": 21.0, "credits": 20.0, "articles": 9.0, "quotes": 12.0, "pairs": 36.0, "clusters": 0.1, "passages": 17.0,
    "quotations": 4.0, "sources": 6.0, "derivations": 0.1, "write": 6.0,
}  # fmt: skip
OF_DEDUPE = {"read": 5.0, "candidates": 1.0, "pairs": 1.0, "clusters": 0.5, "write": 1.5}
_PARTS = {"reworded": "passages"}  # timed by itself, but inside another stage


@dataclass
class Gauge:
    """Which stage a run is at, and what is left of it by the time that stages usually take.

    >>> gauge = Gauge({"read": 1.0, "match": 3.0}, clock=iter([0.0, 2.0, 5.0]).__next__)
    >>> gauge.at("read")
    'read …'
    >>> gauge.at("match")
    'match … 25%, about 6 s left'
    >>> gauge.so_far(1200)
    'match … 25%, about 15 s left, 1,200 articles'
    """

    usual: Mapping[str, float]
    clock: Callable[[], float] = monotonic
    begun: float | None = None
    stage: str = "starting"
    done: list[str] = field(default_factory=list)

    def at(self, stage: str) -> str:
        """The line for a stage that begins."""
        if self.stage in self.usual:
            self.done.append(self.stage)
        self.stage = stage
        return self._line("")

    def so_far(self, articles: int) -> str:
        """The line while articles are read."""
        return self._line(f", {articles:,} articles")

    def _line(self, more: str) -> str:
        now = self.clock()
        self.begun = now if self.begun is None else self.begun
        share = fsum(self.usual[name] for name in self.done) / max(1e-9, fsum(self.usual.values()))
        if not 0 < share < 1:
            return f"{self.stage} …{more}"
        left = (now - self.begun) * (1 - share) / share
        return f"{self.stage} … {share:.0%}, about {duration(left)} left{more}"


def duration(seconds: float) -> str:
    """A time as people say it.

    >>> duration(0.2), duration(75), duration(7300)
    ('1 s', '1 min 15 s', '2 h 1 min')
    """
    total = max(1, round(seconds))
    if total < 60:
        return f"{total} s"
    return f"{total // 60} min {total % 60} s" if total < 3600 else f"{total // 3600} h {total % 3600 // 60} min"


def usual(defaults: Mapping[str, float], seconds: object) -> dict[str, float]:
    """The seconds of each stage in an earlier run, else the defaults.

    >>> usual({"passages": 1.0, "write": 2.0}, {"passages": 3.0, "reworded": 4.0, "write": 1.0})
    {'passages': 7.0, 'write': 1.0}
    """
    if not isinstance(seconds, dict) or not all(isinstance(value, int | float) for value in seconds.values()):
        return dict(defaults)
    shares = dict.fromkeys(defaults, 0.0)
    for name, value in seconds.items():
        stage = _PARTS.get(name, name)
        if stage in shares:
            shares[stage] += value
    return shares if all(name in seconds for name in defaults) and fsum(shares.values()) > 0 else dict(defaults)


@contextmanager
def progress(quiet: bool, stages: Mapping[str, float]) -> Iterator[tuple[Callable[[str], None], Callable[[int], None]]]:
    """Two callbacks, for stages and for articles read, shown on stderr while the work lasts; silent off a terminal."""
    if quiet or not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None)
        return
    from rich.console import Console  # noqa: PLC0415  only where there is somebody to watch

    gauge = Gauge(stages)
    with Console(stderr=True).status(gauge.stage) as status:
        yield (lambda stage: status.update(gauge.at(stage))), (lambda read: status.update(gauge.so_far(read)))
