"""Where the processor's seconds land, on news with nothing planted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import process_time
from typing import TypeVar

import numpy as np

from benchmarks.passages import planted
from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.match.align.alignment import aligned_spans
from provenance.match.paraphrase.candidates import paraphrase_candidates
from provenance.match.paraphrase.table import reworded_passages
from provenance.match.significance.scores import scores

_T = TypeVar("_T")


@dataclass
class Clock:
    """Steps and their CPU seconds."""

    steps: list[tuple[str, float]] = field(default_factory=list)

    def timed(self, name: str, step: Callable[[], _T]) -> _T:
        """What the step makes."""
        begun = process_time()
        made = step()
        self.steps.append((name, process_time() - begun))
        return made


def cost(articles: int) -> str:
    """A table of the steps from texts to passages, with the readable backend."""
    texts = [" ".join(words) for words in planted.news(articles, 1)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    languages, order, settings, clock = ["en"] * articles, np.arange(articles), Settings(), Clock()
    read = clock.timed("tokens", lambda: tokens(texts))
    wide = clock.timed("aligned, fingerprints of every 4", lambda: aligned_spans(read, order, Settings(winnow=4)))
    spans = clock.timed("aligned, fingerprints of every 2", lambda: aligned_spans(read, order, settings))
    weights = clock.timed("significance", lambda: scores(spans, read, texts, languages, settings))
    pairs = clock.timed("candidates for other words", lambda: paraphrase_candidates(read, texts, order))
    more = clock.timed("in other words", lambda: reworded_passages(read, pairs, spans, texts, languages, settings))
    lines = [f"{articles} articles, {size:.1f} MB.", "", "| step | CPU seconds | MB per CPU second |", "|---|---|---|"]
    lines += [f"| {name} | {seconds:.2f} | {size / max(seconds, 1e-9):.1f} |" for name, seconds in clock.steps]
    counts = int(weights.significant.sum()), int(more.scores.significant.sum())
    lines += [
        "",
        f"Aligned passages: {len(wide.left)} and {len(spans.left)}, {counts[0]} count. Candidates: {len(pairs)}.",
    ]
    lines += [f"Passages in other words: {len(more.brief)}, {counts[1]} count."]
    return "\n".join(lines) + "\n"
