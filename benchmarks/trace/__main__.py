"""What a trace of one large family costs, and how that grows with the family.

usage: python -m benchmarks.trace [--shapes copies chains paragraph] [--sizes 500 2000] [--seed 7] [--out FILE.json]

Each family is made, and traced by the whole command at its defaults, in a process of its own. Printed are the CPU
seconds of the graph for each linked pair, those of each stage, the peak of memory, and the exponents of the graph's
time. Compiling kernels (once) is not counted.
"""

import argparse
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.trace.families import SHAPES
from benchmarks.trace.measured import Measured, exponent, measured

_FIELDS = Measured.__dataclass_fields__


def main() -> None:
    """Print a row a family, then the exponents."""
    asked = argparse.ArgumentParser(
        prog="python -m benchmarks.trace",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--shapes", nargs="+", choices=SHAPES, default=SHAPES)
    asked.add_argument("--sizes", nargs="+", type=int, default=[500, 2000])
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--out", type=Path, help="a JSON file for the rows")
    asked.add_argument("--here", action="store_true", help="measure the one family in this process")
    given = asked.parse_args()
    if given.here:
        with TemporaryDirectory() as folder:
            print(json.dumps(measured(given.shapes[0], given.sizes[0], given.seed, Path(folder)).row()))
        return
    runs = [_apart(shape, size, given.seed) for shape in given.shapes for size in sorted(given.sizes)]
    for small, large in pairwise(runs):
        if small.shape == large.shape:
            print(f"{small.shape}: {small.articles} to {large.articles}, exponent {exponent(small, large):.2f}")
    if given.out:
        given.out.write_text(json.dumps([run.row() for run in runs], indent=1) + "\n", encoding="utf-8")


def _apart(shape: str, size: int, seed: int) -> Measured:
    """The family measured in another process, and its row printed."""
    command = [sys.executable, "-m", "benchmarks.trace", "--here", "--shapes", shape, "--sizes", str(size)]
    done = subprocess.run([*command, "--seed", str(seed)], check=True, stdout=subprocess.PIPE, text=True)
    row = json.loads(done.stdout)
    run = Measured(**{name: value for name, value in row.items() if name in _FIELDS})
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in run.stages.items())
    print(f"{shape}, {run.articles} articles, {run.megabytes} MB, {run.linked} linked pairs, peak {run.peak} MB")
    print(f"  graph {run.graph:.1f} s, {run.milliseconds:.2f} ms a linked pair; CPU seconds: {stages}", flush=True)
    return run


main()
