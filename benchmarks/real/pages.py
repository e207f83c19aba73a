"""`python -m benchmarks.real.pages SHARED`: what is read of real web pages, beside trafilatura's in the same run.

SHARED holds `data/html_pages.parquet`: pages and the texts of their articles. What the pages say of their articles is
in page_labels.tsv. `--wrong` lists the differences, `--trace` adds the CPU time of a whole trace.
"""

import argparse
import hashlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
import trafilatura
from trafilatura.metadata import extract_metadata

from provenance.base.settings import Settings
from provenance.corpus.language import language
from provenance.corpus.read import read_bytes

LABELS = Path(__file__).with_name("page_labels.tsv")
MEASURES = ("title", "authors", "day", "outlet", "language")
_NAMES = re.compile(r"\s*[;,]\s*|\s+and\s+")


class Label(NamedTuple):
    """What a page says of its article, by people's reading."""

    title: str
    authors: frozenset[str]
    day: frozenset[str]  # that are right
    outlet: frozenset[str]
    language: str


class Answer(NamedTuple):
    """What a program says of a page."""

    text: str
    title: str
    authors: frozenset[str]
    day: str
    outlet: str
    language: str


def labels(pages: pl.DataFrame) -> dict[str, Label]:
    """The labels by the ids of the pages."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    by_id = {row[0]: row for row in rows[1:]}
    known = {}
    for page, raw in pages.select("id", "html").iter_rows():
        _, title, spans, days, outlet, code = by_id[page[:12]]
        source = raw.decode("utf-8")
        places = [span.split("-") for span in spans.split(",") if span]
        authors = frozenset(_name(source[int(start) : int(end)]) for start, end in places)
        names = frozenset(_outlet(name) for name in outlet.split("|"))
        known[page] = Label(title, authors, frozenset(filter(None, days.split(","))), names, code)
    return known


def ours(page: str, raw: bytes) -> Answer:
    """What this project reads of a page."""
    [(_, article)] = read_bytes(f"{page}.html", raw, Settings())
    if article is None:
        return Answer("", "", frozenset(), "", "", "")
    days = {str(day.date()) for day in (article.published_from, article.published_to) if day}
    return Answer(
        article.text,
        article.title or "",
        _authors(article.byline or ""),
        days.pop() if len(days) == 1 else "",
        article.outlet or "",
        language(article.text, article.language) or "",
    )


def theirs(raw: bytes) -> Answer:
    """What trafilatura reads of a page: its defaults."""
    text = trafilatura.extract(raw) or ""
    about = extract_metadata(raw)
    return Answer(text, about.title or "", _authors(about.author or ""), about.date or "", about.sitename or "", "")


def measured(answers: Sequence[Answer], known: Sequence[Label], golds: Sequence[str]) -> dict[str, float]:
    """Shares of pages; of names for authors.

    >>> label = Label(_hash("Rain"), frozenset({"ida fenn"}), frozenset({"2031-05-05"}), frozenset({"wick post"}), "en")
    >>> measured([Answer("", "Rain", frozenset(), "", "The Wick Post", "cy")], [label], [""])["title exact"]
    1.0
    """
    pairs = list(zip(answers, known, strict=True))
    right, named, asked = (
        sum(counts)
        for counts in zip(
            *((len(a.authors & k.authors), len(a.authors), len(k.authors)) for a, k in pairs), strict=True
        )
    )
    dated = [(answer, label) for answer, label in pairs if label.day]
    return {
        "text F1": statistics.mean(_f1(a.text, gold) for a, gold in zip(answers, golds, strict=True)),
        "title exact": _share(pairs, "title"),
        "authors found": right / (asked or 1),
        "authors precision": right / (named or 1),
        "pages with the authors": _share(pairs, "authors"),
        "day right": sum(a.day in k.day for a, k in dated) / (len(dated) or 1),
        "day wrong": sum(bool(a.day) and a.day not in k.day for a, k in pairs) / len(pairs),
        "outlet": _share(pairs, "outlet"),
        "language": _share(pairs, "language"),
        "no text": sum(not answer.text.strip() for answer in answers) / len(answers),
    }


def _share(pairs: Sequence[tuple[Answer, Label]], measure: str) -> float:
    return sum(is_right(answer, label, measure) for answer, label in pairs) / len(pairs)


def is_right(answer: Answer, label: Label, measure: str) -> bool:
    """Whether one thing that a program says of a page is as people read it."""
    if measure == "title":
        return _hash(answer.title) == label.title
    if measure == "day":
        return answer.day in label.day or not (answer.day or label.day)
    if measure == "outlet":
        return _outlet(answer.outlet) in label.outlet
    return bool(getattr(answer, measure) == getattr(label, measure))


def _hash(title: str) -> str:
    return hashlib.sha256(" ".join(title.split()).encode()).hexdigest()[:12]


def _authors(line: str) -> frozenset[str]:
    return frozenset(_name(name) for name in _NAMES.split(line) if name.strip())


def _name(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _outlet(name: str) -> str:
    return _name(name).removeprefix("www ").removeprefix("the ").removesuffix(" com")


def _f1(text: str, gold: str) -> float:
    left, right = _shingles(text), _shingles(gold)
    return 2 * len(left & right) / (len(left) + len(right) or 1)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3))}


def trace_seconds(pages: pl.DataFrame) -> float:
    """CPU seconds of `provenance trace` over the pages, as files."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "in"
        folder.mkdir()
        for page, raw in pages.select("id", "html").iter_rows():
            (folder / f"{page[:12]}.html").write_bytes(raw)
        before = _children()
        words = [sys.executable, "-m", "provenance", "trace", str(folder), "-o", str(Path(work) / "out")]
        subprocess.run(words, check=True, capture_output=True)
        return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Read the pages with both and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.real.pages", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds data/html_pages.parquet")
    parser.add_argument("--wrong", choices=MEASURES, action="append", default=[], help="list what differs")
    parser.add_argument("--trace", action="store_true", help="measure a whole trace as well")
    options = parser.parse_args()
    pages = pl.read_parquet(options.shared / "data" / "html_pages.parquet").sort("id")
    known = [*labels(pages).values()]
    rows = list(pages.select("id", "html").iter_rows())
    answers = [ours(page, raw) for page, raw in rows]
    started = time.process_time()
    peers = [theirs(raw) for _, raw in rows]
    seconds = time.process_time() - started
    golds = pages["text"].to_list()
    both = [measured(side, known, golds) for side in (answers, peers)]
    print(f"{'':24}{'ours':>8}{'trafilatura':>13}")
    for name in both[0]:
        print(f"{name:24}{both[0][name]:8.3f}{both[1][name]:13.3f}")
    if options.trace:
        print(f"{'CPU s of a trace':24}{trace_seconds(pages):8.1f}{seconds:13.1f}")
    for measure in options.wrong:
        for (page, _), answer, label in zip(rows, answers, known, strict=True):
            if not is_right(answer, label, measure):
                print(f"{measure} {page[:12]}: {_shown(answer, measure)}, not {_shown(label, measure)}")


def _shown(side: Answer | Label, measure: str) -> str:
    value = getattr(side, measure)
    return value if isinstance(value, str) else ", ".join(sorted(value)) or "none"


if __name__ == "__main__":
    main()
