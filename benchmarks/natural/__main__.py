"""`python -m benchmarks.natural DATA_FOLDER`: what the trace finds in real text, beside baselines.

DATA_FOLDER holds counter_articles, counter_pairs, versions, reuters21578, relay_edges, allsides and independent as
parquet; what is absent is skipped, in a line. No text of it is printed, only figures and ids.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

from benchmarks.natural import counter, planted, relays, updates, versions
from benchmarks.natural.figures import Figure
from benchmarks.natural.stories import FILES

Tables = Mapping[str, Mapping[str, Figure | str]]

PARTS: Mapping[str, tuple[Callable[[Path], Tables], tuple[str, ...]]] = {
    "counter": (counter.measured, ("counter_articles.parquet", "counter_pairs.parquet")),
    "versions": (versions.measured, ("versions.parquet",)),
    "updates": (updates.measured, ("reuters21578.parquet",)),
    "relays": (relays.measured, ("relay_edges.parquet",)),
    "planted": (planted.measured, FILES),
}


def markdown(tables: Tables) -> str:
    """The figures as Markdown."""
    parts = []
    for heading, rows in tables.items():
        lines = [f"| {name} | {value} |" for name, value in rows.items()]
        parts.append("\n".join([f"**{heading}**", "", "| | |", "|---|---|", *lines, ""]))
    return "\n".join(parts)


def main() -> None:
    """Print every figure that the folder allows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.natural", description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--part", choices=sorted(PARTS), action="append", help="only this; may be given again")
    given = parser.parse_args()
    for name, (measured, files) in PARTS.items():
        if given.part and name not in given.part:
            continue
        missing = [file for file in files if not (given.data / file).is_file()]
        if missing:
            print(f"skipped {name}: {', '.join(missing)} is not in {given.data}\n")
            continue
        begun = process_time()
        print(markdown(measured(given.data)))
        print(f"{name}: {process_time() - begun:.0f} CPU seconds\n", flush=True)


if __name__ == "__main__":
    main()
