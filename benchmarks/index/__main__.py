"""What an index on disk costs: to build, to open, to ask, to add to; and what the hook costs in a large folder.

python -m benchmarks.index SHARED WORK [--articles 200000] [--asked 200] [--hook 500 10000]

WORK gets the corpus, the index and the repositories, some of which are used again. CPU seconds are those of the process
(user and system); a question's times are the least of two. A Markdown table is printed.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.index.corpus import Sentences, article, write_corpus
from provenance.corpus.article import Article
from provenance.run.index.opened import Index

_SEED = 7
_EVERY = 997  # articles from one that is asked about to the next
_ADDED = 200
_LONG = 9  # short articles that make one of the hook's
_STAGED = 10  # additions
_COMMAND = (sys.executable, "-m", "provenance")


def main() -> None:
    """Make what is lacking, measure, print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.index", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--asked", type=int, default=200, help="questions")
    parser.add_argument("--hook", nargs="*", type=int, default=[500, 10_000], help="files of the folder")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    parts = Sentences.read(given.shared)
    corpus = given.work / f"{given.articles}.jsonl"
    if not corpus.exists():
        write_corpus(parts, given.articles, _SEED, corpus)
    print("| what | figure |\n|---|---|")
    for row in (
        *_index_rows(corpus, given.work / f"{given.articles}.index", given.asked),
        *_hook_rows(parts, given.work, given.hook),
    ):
        print("| " + " | ".join(row) + " |", flush=True)


def _index_rows(corpus: Path, path: Path, asked: int) -> Iterator[tuple[str, str]]:
    """The index, from the first to the last of its figures."""
    if not path.exists():
        seconds, cpu = _ran([*_COMMAND, "index", "build", str(corpus), "--index", str(path), "--quiet"])
        yield "build", f"{cpu:.0f} CPU s, {seconds / 60:.1f} minutes"
    begun = process_time()
    index = Index(path)
    yield "open", f"{1000 * (process_time() - begun):.0f} ms"
    info = index.info()
    texts = info["bytes_of_texts"] / info["articles"]
    yield "size", f"{info['articles']:,} articles, {info['bytes_an_article']:.0f} bytes each, {texts:.0f} of them texts"
    with corpus.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, 0, asked * _EVERY, _EVERY)]
    for name, sources in (("near-duplicates and passages", False), ("the same with likely sources", True)):
        yield from _cpu_and_clock(name, [_least(index, row, sources) for row in rows])
    yield from _cpu_and_clock("add one article, on the disk", [_added(index, n) for n in range(_ADDED)])
    index.remove(f"added-{n}" for n in range(_ADDED))
    for option in ("--no-sources", "--sources"):
        command = [*_COMMAND, "index", "query", "--text", rows[0]["text"], "--index", str(path), option]
        yield f"`index query {option}`", f"{min(_ran(command)[1] for _ in range(3)):.2f} CPU s"


def _least(index: Index, row: dict[str, Any], sources: bool) -> tuple[float, float]:
    pairs = [_timed(lambda: index.query(row["text"], sources=sources, without=[row["id"]])) for _ in range(2)]
    cpu, clock = zip(*pairs, strict=True)
    return min(cpu), min(clock)


def _added(index: Index, number: int) -> tuple[float, float]:
    text = f"Article {number * 7919} of a writer who says at some length what nobody else has said of the tide gate."
    return _timed(lambda: index.add([Article(f"added-{number}", "", None, None, text)]))


def _timed(action: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the process, and those on the clock."""
    cpu, clock = process_time(), perf_counter()
    action()
    return 1000 * (process_time() - cpu), 1000 * (perf_counter() - clock)


def _cpu_and_clock(name: str, times: Sequence[tuple[float, float]]) -> Iterator[tuple[str, str]]:
    for unit, column in zip(("CPU", "on the clock"), zip(*times, strict=True), strict=True):
        yield f"{name}, {unit}", _quantiles(sorted(column))


def _quantiles(times: Sequence[float]) -> str:
    return f"p50 {times[len(times) // 2]:.1f} ms, p99 {times[int(0.99 * len(times))]:.1f} ms"


def _hook_rows(parts: Sentences, work: Path, sizes: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The hook, once what it keeps beside git is there."""
    for size in sizes:
        repository = work / f"hook-{size}"
        names = [f"seeds/{number:06d}.txt" for number in range(size, size + _STAGED)]
        if not repository.exists():
            _make_repository(parts, repository, size)
        runs = max(3, size // 500 + 3)
        cpu = [_ran([*_COMMAND, "check", "--staged", *names], repository)[1] for _ in range(runs)]
        yield f"hook, {_STAGED} additions, {size:,} files", f"{cpu[-1]:.2f} CPU s, {cpu[0]:.2f} on the first run"


def _make_repository(parts: Sentences, repository: Path, size: int) -> None:
    """Articles that are committed, and some more that are staged."""
    (repository / "seeds").mkdir(parents=True)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(repository)]
    for numbers in (range(size), range(size, size + _STAGED)):
        if numbers.start:
            subprocess.run([*git, "init", "-q"], check=True)
            subprocess.run([*git, "add", "."], check=True)
            subprocess.run([*git, "commit", "-qm", "Articles"], check=True)
        for number in numbers:
            texts = (article(parts, number * _LONG + n, _SEED) for n in range(_LONG))
            (repository / "seeds" / f"{number:06d}.txt").write_text(" ".join(texts), encoding="utf-8")
    subprocess.run([*git, "add", "."], check=True)


def _ran(command: Sequence[str], folder: Path | None = None) -> tuple[float, float]:
    """Seconds on the clock and CPU seconds of a command."""
    begun = perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(child.pid, 0)
    return perf_counter() - begun, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
