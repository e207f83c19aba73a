"""`python -m benchmarks.real.exam SHARED`: the command at its defaults on real, labelled text, as one page of figures.

SHARED holds `exam/exam.py` and the texts. The exam runs `provenance trace` on every set and scores the tables. Its
figures go to docs/evaluation/exam.md, with the day and the commit. What stands below the table there, from the first
heading on, is written by people and stays.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "exam.md"
COMMAND = f"{Path(sys.executable).parent / 'provenance'}"


def figures(shared: Path, work: Path, command: str, only: str | None = None) -> tuple[dict[str, Any], str]:
    """The exam's figures by set and measure, and its last lines: how many are short, CPU seconds."""
    scores = work / "scores.json"
    words = [sys.executable, str(shared / "exam" / "exam.py"), str(work), "--command", command, "--json", str(scores)]
    done = subprocess.run([*words, *(["--only", only] if only else [])], capture_output=True, text=True, check=False)
    if not scores.exists():
        raise SystemExit(f"the exam wrote no figures: {done.stderr.strip()[-400:]}")
    rest = [line for line in done.stdout.splitlines() if " short" in line or line.startswith("CPU seconds")]
    return json.loads(scores.read_text(encoding="utf-8")), "\n".join(rest)


def page(lines: Sequence[Mapping[str, Any]], scores: Mapping[str, Any], rest: str, commit: str, day: str) -> str:
    """The figures as Markdown: ours, the plain system's, the line to reach.

    >>> row = {"path": ["wire", "origin F1"], "plain": 0.9, "sign": ">=", "line": 0.96}
    >>> print(page([row], {"wire": {"origin F1": 0.97}}, "", "abc1234", "2026-11-30").splitlines()[-1])
    | wire | origin F1 | 0.970 | 0.900 | >= 0.96 | yes |
    """
    head = [
        "# The exam",
        "",
        "For everybody who wants to know what to expect on real text. The command ran at its defaults on labelled",
        "articles that nobody of this project wrote. The figures are scored from the tables that it writes. The plain",
        "system is one of about a hundred lines.",
        "",
        f"Made by `python -m benchmarks.real.exam` on {day}, at commit {commit}.",
        "",
        *(f"{line}  " for line in rest.splitlines()),
        "",
        "| set | measure | ours | plain | line | reached |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(_row(line, scores) for line in lines)]) + "\n"


def _row(line: Mapping[str, Any], scores: Mapping[str, Any]) -> str:
    ours: Any = scores
    for key in line["path"]:
        ours = ours.get(key) if isinstance(ours, Mapping) else None
    good = isinstance(ours, int | float) and (ours >= line["line"] if line["sign"] == ">=" else ours <= line["line"])
    name = ", ".join(line["path"][1:]).replace("_", " ")
    cells = [line["path"][0], name, _figure(ours), _figure(line.get("plain")), f"{line['sign']} {line['line']}"]
    return "| " + " | ".join([*cells, "yes" if good else "no"]) + " |"


def _figure(value: object) -> str:
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def remarks(text: str) -> str:
    """What people wrote below the table of a page: all from its first heading of the second level on.

    >>> remarks("# The exam\\n| set |\\n\\n## Calibration\\nBy eye.\\n")
    '\\n## Calibration\\nBy eye.\\n'
    """
    heading = text.find("\n## ")
    return text[heading:] if heading >= 0 else ""


def main() -> None:
    """Run the exam and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.real.exam", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds exam/ and data/")
    parser.add_argument("--command", default=COMMAND, help="the command to try")
    parser.add_argument("--only", help="some sets: wire,mentions,world,counter,counter-nodates,pan13,versions")
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    if not (options.shared / "exam" / "exam.py").exists():
        raise SystemExit(f"{options.shared} holds no exam/exam.py: nothing was measured")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory() as work:
        scores, rest = figures(options.shared.resolve(), Path(work), options.command, options.only)
    lines = json.loads((options.shared / "exam" / "lines.json").read_text(encoding="utf-8"))
    asked = [line for line in lines if line["path"][0] in scores]
    day = datetime.now(UTC).date().isoformat()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    below = remarks(options.out.read_text(encoding="utf-8")) if options.out.exists() else ""
    options.out.write_text(page(asked, scores, rest, commit.stdout.strip(), day) + below, encoding="utf-8")
    print(options.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
