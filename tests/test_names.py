"""Names say what they stand for: no pronouns and participles, no name twice, no folder or function too large.

What is still over a limit has an allowance below. An allowance only falls: lower it in the commit that needs less.
The words of the field stand in docs/reference/glossary.md.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent / "provenance"
ROOMS = ("base", "cli", "corpus", "index", "match", "origin", "report", "run")
# Pronouns and participles that name nothing: what is `found`, whose is `own`, the `other` what?
_VAGUE_WORDS = (
    "found own told said heard made given seen one other its mine both here there far near most least few many some "
    "rest place ways way held whole part forth back same again ready wanted named known drawn shared"
)
VAGUE = frozenset(_VAGUE_WORDS.split())
VAGUE_SHARE = 0.02  # of the names that a room binds
FILES = 25  # modules of a folder
LINES = 30  # of a function, its docstring left out
LONG_SHARE = 0.02  # of all functions
PARAMETERS = 8  # of a function; a click command has as many as it has options

ALLOWED_CLASSES = 0
ALLOWED_FUNCTIONS = 0
ALLOWED_FILES: dict[str, int] = {}
ALLOWED_PARAMETERS = 0


class Measured(NamedTuple):
    """What the names of the package are, and where they stand."""

    bound: dict[str, Counter[str]]  # of each room
    classes: dict[str, list[Path]]  # by name, where they are defined
    functions: dict[str, list[Path]]
    lengths: dict[str, int]  # lines of each function
    parameters: dict[str, int]


@cache
def measured() -> Measured:
    bound: dict[str, Counter[str]] = defaultdict(Counter)
    classes, functions = defaultdict(list), defaultdict(list)
    lengths, parameters = {}, {}
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        file = path.relative_to(ROOT)
        bound[file.parts[0] if len(file.parts) > 1 else ""].update(_bound(tree))
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(file)
            elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not _is_command(node):
                functions[node.name] += [file] if file not in functions[node.name] else []  # overloads are one
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{file.as_posix()}:{node.lineno} {node.name}"
                lengths[name] = _lines(node)
                if not _is_command(node):
                    parameters[name] = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
    return Measured(dict(bound), classes, functions, lengths, parameters)


def _bound(tree: ast.AST) -> Iterator[str]:
    """Names that a module binds: variables, parameters, targets of loops."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def _is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(word in ast.unparse(mark) for mark in function.decorator_list for word in ("command", "option"))


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function):
        lines -= function.body[0].end_lineno - function.body[0].lineno + 1
    return lines


def is_twin(files: list[Path]) -> bool:
    """Whether these are a kernel, or what drives it, and the readable twin beside it."""
    readable = [file for file in files if not (file.stem.endswith("kernel") or file.stem == "parallel")]
    return len({file.parent for file in files}) == 1 and len(readable) <= 1


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_names_are_no_pronouns_and_participles(room):
    names = measured().bound[room]
    vague = {name: count for name, count in names.most_common() if name in VAGUE}
    assert sum(vague.values()) <= VAGUE_SHARE * names.total(), f"{room}: {vague}"


def test_every_room_is_measured():
    assert set(measured().bound) == {"", *ROOMS}


def test_a_class_name_stands_once():
    twice = {name: files for name, files in measured().classes.items() if len(files) > 1}
    assert len(twice) <= ALLOWED_CLASSES, twice


def test_a_public_function_name_stands_once_but_for_a_kernel_and_its_readable_twin():
    twice = {name: files for name, files in measured().functions.items() if len(files) > 1 and not is_twin(files)}
    assert len(twice) <= ALLOWED_FUNCTIONS, twice


def test_a_folder_can_be_read_at_a_glance():
    folders = Counter(
        path.relative_to(ROOT).parent.as_posix() for path in ROOT.rglob("*.py") if path.stem != "__init__"
    )
    full = {name: count for name, count in folders.items() if count > max(FILES, ALLOWED_FILES.get(name, 0))}
    assert not full


def test_functions_are_short():
    long = {name: lines for name, lines in measured().lengths.items() if lines > LINES}
    assert len(long) <= LONG_SHARE * len(measured().lengths), long


def test_functions_have_few_parameters():
    wide = {name: count for name, count in measured().parameters.items() if count > PARAMETERS}
    assert len(wide) <= ALLOWED_PARAMETERS, wide


def test_the_measure_sees_what_it_is_for():
    tree = ast.parse(
        "def f(own):\n    found = [one for one in own]\n    for its, name in found:\n        name.other = 1\n"
    )
    assert sorted(_bound(tree)) == ["found", "its", "name", "one", "own"]
    assert is_twin([Path("a/align.py"), Path("a/kernel.py"), Path("a/parallel.py")])
    assert not is_twin([Path("a/align.py"), Path("b/kernel.py")])
    assert not is_twin([Path("a/align.py"), Path("a/table.py")])


def test_tests_lie_where_the_code_lies():
    tests = Path(__file__).resolve().parent
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}
    assert not [folder.as_posix() for folder in folders if not (ROOT / folder).is_dir()]
