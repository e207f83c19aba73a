"""Write the reference pages that follow from the code: commands, settings, tables, evidence and codes.

python docs/reference.py            writes docs/reference/*.md
python docs/reference.py --check    exit 1, with the names of pages that are not current
"""

import ast
import dataclasses
import inspect
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import polars as pl

from provenance.base import errors
from provenance.base.settings import Settings, Sketch
from provenance.base.tables import SCHEMAS
from provenance.cli.main import COMMANDS
from provenance.origin.graph.evidence.reasons import evidence_reasons

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "provenance"
NOTE = "<!-- Written by docs/reference.py. Edit that file, the code, or the data beside this page. -->\n"
CODE = re.compile(r"([EW]-[A-Z][A-Z0-9-]+)(?:: .*)?")
EXITS = {
    0: "fine; an empty input is a warning and an empty result",
    1: "`check` found something to stop",
    2: "the command line or a settings file asks for what cannot be",
    3: "some inputs were rejected (`--keep-going` makes it 0)",
    4: "nothing could be read",
    5: "an index or an earlier result cannot be used, or another run holds it",
    6: "the machine refused: permissions, a full disk, a missing program, an input that changed",
    70: "a bug of ours",
    130: "interrupted (Ctrl-C)",
    143: "terminated",
}


def commands() -> str:
    """Every command with its help and its options, from click."""
    lines = [
        f"# Commands\n\n{NOTE}",
        "Reference, for everybody who types `provenance`. Every command also takes `--help`.",
        "`provenance --debug COMMAND …` shows the traceback of an error.\n",
    ]
    for name in COMMANDS:
        command: click.Command = import_module(f"provenance.cli.{name}").command
        lines += [f"## {name}\n", _help(command, name), "| option | meaning |", "|---|---|"]
        lines += [
            f"| `{_cell(_usage(one))}` | {_meaning(one)} |" for one in command.params if isinstance(one, click.Option)
        ]
        lines.append("")
    return "\n".join(lines)


def _help(command: click.Command, name: str) -> str:
    """The text of --help: usage, paragraphs, and examples as a code block."""
    given = [one.metavar or (one.name or "").upper() for one in command.params if isinstance(one, click.Argument)]
    text, _, examples = inspect.cleandoc(command.help or "").partition("\b\nExamples:\n")
    usage = "\n".join(["```text", " ".join(["provenance", name, "[OPTIONS]", *given]), "```", ""])
    shown = "\n".join(["Examples:", "", "```sh", inspect.cleandoc(examples), "```", ""]) if examples else ""
    return f"{usage}\n{text.strip()}\n\n{shown}"


def _usage(option: click.Option) -> str:
    """An option as it is typed, with what it takes."""
    names = ", ".join(option.opts)
    if option.is_flag:
        return names
    kind = option.type
    takes = option.metavar or (
        "|".join(kind.choices) if isinstance(kind, click.Choice) else kind.name.split()[0].upper()
    )
    return f"{names} {takes}"


def _meaning(option: click.Option) -> str:
    default = option.default if option.show_default else None
    text = " ".join((option.help or "").split())
    return _cell(text + (f" Default: `{default}`." if default is not None else ""))


def settings() -> str:
    """Every setting with its default and its comment in base/settings.py."""
    said = _comments(PACKAGE / "base" / "settings.py")
    lines = [
        f"# Settings\n\n{NOTE}",
        "Reference. Settings stand under `[tool.provenance]` in the `pyproject.toml` of the working folder, or in a",
        "file given with `--settings FILE`. An option of the command line goes before both. Names may have `-` for",
        "`_`.\n",
        "```toml\n[tool.provenance]\nthreshold = 0.8\n\n[tool.provenance.sketch]\nbands = 16\nrows = 8\n```\n",
    ]
    for kind, title in ((Settings, "For each run"), (Sketch, "Baked into signatures: `[tool.provenance.sketch]`")):
        lines += [f"## {title}\n", "| setting | default | meaning |", "|---|---|---|"]
        for one in dataclasses.fields(kind):
            if one.name != "sketch":
                default = "empty" if one.default == "" else f"`{str(one.default).lower()}`"
                lines.append(f"| `{one.name}` | {default} | {_cell(said[one.name])} |")
        lines.append("")
    return "\n".join(lines)


def tables() -> str:
    """Every table of OUT with its columns, from the contract in base/tables.py and columns.toml."""
    said = tomllib.loads((HERE / "reference" / "columns.toml").read_text("utf-8"))
    lines = [
        f"# Tables\n\n{NOTE}",
        "Reference, for people who read the Parquet files in OUT. This is a contract: columns may be added, and no",
        "column is renamed. Offsets count Unicode code points of the article's `text` and are half-open. Shares and",
        "probabilities are between 0 and 1. Times are UTC.\n",
    ]
    for name, schema in SCHEMAS.items():
        lines += [f"## {name}\n", said[name][""] + "\n", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{column}` | {_type(kind)} | {_cell(said[name][column])} |" for column, kind in schema.items()]
        lines.append("")
    return "\n".join(lines)


def evidence() -> str:
    """Every kind of evidence of an edge."""
    said = tomllib.loads((HERE / "reference" / "evidence.toml").read_text("utf-8"))
    lines = [
        f"# Kinds of evidence\n\n{NOTE}",
        "Reference, for readers of the column `evidence` in `derivations` and of `provenance compare`. Each piece",
        "has a weight in natural-log units: +1 makes a case 2.7 times as likely. The weights stand in",
        "`provenance/origin/graph/evidence/reasons.toml`.\n",
        "| kind | what it says |",
        "|---|---|",
        *(f"| `{kind}` | {_cell(said[kind])} |" for kind in sorted(kinds())),
        "",
    ]
    return "\n".join(lines)


def codes() -> str:
    """Every exit code, error code and warning code."""
    said = tomllib.loads((HERE / "reference" / "codes.toml").read_text("utf-8"))
    exits = _exits()
    lines = [
        f"# Exit codes, errors and warnings\n\n{NOTE}",
        "Reference. An error is one line: `provenance: error: CODE path:line: what. Try: …`. A warning or a rejected",
        "record has its code in `ledger.jsonl`.\n",
        "## Exit codes\n\n| code | meaning |\n|---|---|",
        *(f"| {code} | {meaning} |" for code, meaning in EXITS.items()),
        "\n## Errors\n\n| code | exit | meaning |\n|---|---|---|",
        *(f"| `{c}` | {exits.get(c, '')} | {_cell(said[c])} |" for c in sorted(written_codes()) if c[0] == "E"),
        "\nWithout an exit code: it rejects an input, which ends in exit 3, or 4 where it was the only one.",
        "\n## Warnings\n\n| code | meaning |\n|---|---|",
        *(f"| `{c}` | {_cell(said[c])} |" for c in sorted(written_codes()) if c[0] == "W"),
        "",
    ]
    return "\n".join(lines)


PAGES = {"commands": commands, "settings": settings, "tables": tables, "evidence": evidence, "codes": codes}


def written_codes() -> set[str]:
    """The codes that stand in the package as strings, docstrings aside."""
    return {code[1] for text in _strings() if (code := CODE.fullmatch(text))}


def kinds() -> set[str]:
    """The kinds of evidence that the modules of the graph make."""
    made = set()
    for path in sorted((PACKAGE / "origin").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        if "provenance.origin.graph.evidence.row" not in modules:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EvidenceRow" and node.args:
                made |= {n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)}
    return made | {reason.kind for part in evidence_reasons().values() for reason in part.values()}


def _exits() -> dict[str, int]:
    """Code -> exit code, where an error of the tree is raised with it."""
    found = {"E-USAGE": 2, "E-MEMORY": 6, "E-BUG": 70}  # made in cli/main.py, of errors that are not ours
    for tree in _trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            kind = getattr(errors, getattr(node.func, "id", ""), None)
            code = node.args[0].value
            if isinstance(kind, type) and isinstance(code, str) and CODE.fullmatch(code) and kind.exit_code != 4:
                found[code] = kind.exit_code
    return found


def _trees() -> Iterator[ast.AST]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def _strings() -> Iterator[str]:
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _comments(path: Path) -> dict[str, str]:
    """Name of a field -> the comment on its line."""
    lines = (re.fullmatch(r"\s+(\w+): [^#]+#\s*(.+)", line) for line in path.read_text("utf-8").splitlines())
    said = {m[1]: m[2] for m in lines if m}
    return {"sketch": "", **said}


def _type(kind: pl.DataType) -> str:
    if isinstance(kind, pl.List):
        inner = kind.inner
        if isinstance(inner, pl.Struct):
            return "list of " + ", ".join(one.name for one in inner.fields)
        return f"list of {_type(inner)}"  # type: ignore[arg-type]
    names = {pl.String: "text", pl.UInt32: "u32", pl.Float64: "f64", pl.Boolean: "bool", pl.Date: "date"}
    return names.get(type(kind), "datetime")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name those that differ."""
    old = []
    for name, page in PAGES.items():
        path, content = HERE / "reference" / f"{name}.md", page()
        if not path.exists() or path.read_text("utf-8") != content:
            old.append(str(path))
            if "--check" not in arguments:
                path.write_text(content, "utf-8")
    print("\n".join(old) if old else "all pages are current")
    return int(bool(old) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
