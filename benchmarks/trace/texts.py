"""What reading a text costs in a trace, stage by stage, beside `str.split()` of the same texts in the same process.

usage: python -m benchmarks.trace.texts [--corpora allsides made reuters21578] [--articles 1500] [--data ../shared/data]

R is the CPU time of a stage divided by that of splitting every text at blanks, the best of three; the lists of words
are thrown away at once. Keeping all of them until the end, as programs that count words do, takes about twice as long:
the last line has that too. Kernels are compiled and loaded before. All is done in one process.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import polars as pl

from provenance.base.settings import Settings
from provenance.corpus import articles as corpus_articles
from provenance.run.backends import OF_ROWS, OF_TEXTS, warm
from provenance.run.journey import without_recurring
from provenance.run.pool.text_stages import TextStages, with_filled

CORPORA = ("allsides", "made", "reuters21578")
_TURNS = 3


@dataclass(frozen=True)
class TextCost:
    """CPU seconds that the texts of one corpus took."""

    corpus: str
    articles: int
    megabytes: float
    stages: dict[str, float]
    split: float
    split_kept: float

    @property
    def multiple(self) -> float:
        """R of all stages."""
        return sum(self.stages.values()) / self.split

    def row(self) -> dict[str, object]:
        """For JSON."""
        return {**asdict(self), "R": round(self.multiple, 1)}

    def lines(self) -> list[str]:
        """For people: milliseconds an article and R, a line a stage."""
        shown = [f"{self.corpus}: {self.articles:,} articles, {self.megabytes:.1f} MB"]
        for name, seconds in {**self.stages, "all": sum(self.stages.values())}.items():
            shown.append(f"  {name:10} {1000 * seconds / self.articles:7.3f} ms   R {seconds / self.split:6.1f}")
        kept = sum(self.stages.values()) / self.split_kept
        return [*shown, f"  beside str.split() that keeps its lists: R {kept:.1f}"]


def text_cost(corpus: str, path: Path) -> TextCost:
    """The cost of one corpus, after the same once before: caches are filled, patterns compiled."""
    stages = TextStages(Settings()).for_many()
    _stages(path, stages)
    seconds, texts = _stages(path, stages)
    size = sum(len(text.encode()) for text in texts) / 1e6
    plain, kept = (min(_timed(way, texts) for _ in range(_TURNS)) for way in (_split, _split_kept))
    return TextCost(corpus, len(texts), size, seconds, plain, kept)


def _stages(path: Path, stages: TextStages) -> tuple[dict[str, float], list[str]]:
    """CPU seconds of each stage, and the texts."""
    clock = [process_time()]

    def lap() -> float:
        clock.append(process_time())
        return clock[-1] - clock[-2]

    raw, _ = corpus_articles.articles([path], Settings(), reader=list)
    seconds = {"records": lap()}
    read = stages.run("read", (raw,))
    seconds["read"] = lap()
    credits = stages.run("credits", (read,))
    seconds["credits"] = lap()
    apart = without_recurring(read, stages.catalogue)
    seconds["recurring"] = lap()
    dated = with_filled(apart, stages.run("articles", (apart, credits)))
    seconds["dates"] = lap()
    stages.run("quotes", (dated, credits))
    seconds["quotes"] = lap()
    return seconds, read["text"].to_list()


def _timed(way: Callable[[list[str]], None], texts: list[str]) -> float:
    begun = process_time()
    way(texts)
    return process_time() - begun


def _split(texts: list[str]) -> None:
    for text in texts:
        text.split()


def _split_kept(texts: list[str]) -> None:
    kept = [text.split() for text in texts]
    kept.clear()


def _corpus(name: str, count: int, data: Path, work: Path) -> Path:
    """A file with so many articles of a corpus, taken evenly."""
    path = work / f"{name}.parquet"
    if name == "made":
        maker = data.parent / "tools" / "make_articles.py"  # invented corpora of pieces of real text
        made = work / "made"
        command = [sys.executable, str(maker), str(count), str(made), "--data", str(data)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return made.with_suffix(".parquet")
    frame = pl.read_parquet(data / f"{name}.parquet")
    frame.gather_every(max(1, frame.height // count)).head(count).write_parquet(path)
    return path


def main() -> None:
    """Print the cost of each corpus."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.trace.texts", description=__doc__)
    asked.add_argument("--corpora", nargs="+", choices=CORPORA, default=CORPORA)
    asked.add_argument("--articles", type=int, default=1500)
    asked.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data")
    asked.add_argument("--out", type=Path, help="a JSON file for the rows")
    given = asked.parse_args()
    if not given.data.is_dir():
        asked.error(f"{given.data} is not here: --data FOLDER with parquet files of real articles")
    warm(kernels=OF_TEXTS + OF_ROWS)
    costs = []
    with TemporaryDirectory() as folder:
        for name in given.corpora:
            costs.append(text_cost(name, _corpus(name, given.articles, given.data, Path(folder))))
            print(*costs[-1].lines(), sep="\n", flush=True)
    if given.out:
        given.out.write_text(json.dumps([cost.row() for cost in costs], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
