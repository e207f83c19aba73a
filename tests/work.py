"""Work is counted in lines of code of the project that run: the count is the same on every machine."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

Lines = Mapping[tuple[str, int], int]  # how often each line ran, by file and number


def lines_run(action: Callable[[], object]) -> Lines:
    """How often each line of the project runs while something is done."""
    times: Counter[tuple[str, int]] = Counter()

    def each(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            times[frame.f_code.co_filename, frame.f_lineno] += 1
        return each

    def calls(frame: FrameType, event: str, _: Any) -> Any:
        return each if "provenance" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(calls)
    try:
        action()
    finally:
        sys.settrace(before)
    return times


def grown(few: Lines, few_units: int, many: Lines, many_units: int, *, least: float, most: float) -> dict[Any, float]:
    """The lines that run more than `most` times as often a unit of the larger run; a few times a unit do not matter."""
    return {
        line: times / many_units
        for line, times in many.items()
        if times / many_units > most * max(least, few.get(line, 0) / few_units)
    }
