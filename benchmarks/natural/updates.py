"""Wire stories sent again within a day and a half under one title: which was sent first."""

import re
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.natural.figures import Figure, right, share
from benchmarks.natural.traced import directions, trace
from provenance.base.tokens import words
from provenance.report.comparison import shared_turns

_WITHIN = timedelta(days=1.5)
_LEAST = 200  # code points of a story; shorter ones are forms filled anew
_SHARED = 0.4  # of the pairs of neighbouring words of one of the two
_TITLE = re.compile(r"\W+")

Story = dict[str, Any]


def updates(data: Path) -> list[tuple[Story, Story]]:
    """Each story and the next under its title that shares its text and differs in a word."""
    by_title: dict[str, list[Story]] = defaultdict(list)
    for row in pl.read_parquet(data / "reuters21578.parquet").iter_rows(named=True):
        title = _TITLE.sub(" ", row["title"] or "").strip().casefold()
        if title and row["published"] and len(row["text"] or "") > _LEAST:
            by_title[title].append({**row, "words": words(row["text"]).words})
    found = []
    for _, stories in sorted(by_title.items()):
        stories.sort(key=lambda story: (story["published"], int(story["id"])))
        found += [
            (one, other)
            for one, other in pairwise(stories)
            if timedelta(0) < other["published"] - one["published"] < _WITHIN
            and one["words"] != other["words"]
            and max(shared_turns(one["words"], other["words"]), shared_turns(other["words"], one["words"])) >= _SHARED
        ]
    return found


def measured(data: Path) -> dict[str, dict[str, Figure | str]]:
    """All figures by table and row."""
    pairs = updates(data)
    stories = {story["id"]: story for pair in pairs for story in pair}
    named = [(str(one["title"]), one["id"], other["id"]) for one, other in pairs]
    plain = [{"id": name, "text": story["text"], "title": story["title"]} for name, story in sorted(stories.items())]
    wire = [{**row, "outlet": "Reuters"} for row in plain]
    ways = {
        "time to the second": [
            {**row, "published": f"{stories[row['id']]['published']:%Y-%m-%dT%H:%M:%SZ}"} for row in wire
        ],
        "the day only": [{**row, "published": f"{stories[row['id']]['published']:%Y-%m-%d}"} for row in wire],
        "no dates, outlet known": wire,
        "no dates, no outlet": plain,
    }
    grown = [(str(one["title"]), len(other["words"]) - len(one["words"])) for one, other in pairs]
    return {
        **{f"updates: the trace, {how}": directions(trace(rows), named).figures() for how, rows in ways.items()},
        "updates: baselines, all pairs": {
            "longer is later": share([(title, right(more)) for title, more in grown]),
            "shorter is later": share([(title, right(-more)) for title, more in grown]),
        },
    }
