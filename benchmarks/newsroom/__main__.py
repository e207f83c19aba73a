"""`python -m benchmarks.newsroom`: write a corpus, trace it, and set what was found beside what is true."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from benchmarks.newsroom.banks import BANKS
from benchmarks.newsroom.evaluation import evaluation, markdown


def main() -> None:
    """Print the table; with --out also write it as Markdown and JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsroom", description=__doc__)
    parser.add_argument("--families", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--half", choices=sorted(BANKS), default="test")
    parser.add_argument("--hands", choices=("usual", "mixed", "other"), default="usual", help="which operators edit")
    parser.add_argument("--trees", choices=("chains", "wire"), default="chains", help="whom copies are made of")
    parser.add_argument("--out", type=Path, help="folder for newsroom-HALF-HANDS-TREES.md and .json")
    given = parser.parse_args()
    begun = perf_counter()
    result = evaluation(replace(BANKS[given.half], hands=given.hands, trees=given.trees), given.families, given.seed)
    text = markdown(result)
    print(text)
    print(f"{perf_counter() - begun:.0f} seconds in all")
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / f"newsroom-{given.half}-{given.hands}-{given.trees}.md").write_text(text, encoding="utf-8")
        written = json.dumps(result, indent=1, sort_keys=True)
        (given.out / f"newsroom-{given.half}-{given.hands}-{given.trees}.json").write_text(
            written + "\n", encoding="utf-8"
        )


main()
