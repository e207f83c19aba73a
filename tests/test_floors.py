"""The house keeps its one rule: a room imports base and itself, only run knows two rooms, only cli knows a person."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "provenance"
ROOMS = {"corpus", "index", "match", "origin", "report"}
MAY_IMPORT = {
    "base": set(),
    **{room: {"base"} for room in ROOMS},
    "run": {"base", *ROOMS},
    "cli": {"base", "run", "report"},
    "": {"base", "run", "cli"},  # the package's own face
}
FORBIDDEN = {"pickle", "dill", "joblib", "marshal", "shelve", "cloudpickle"}
FILES = sorted(ROOT.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_base_and_itself(path: Path):
    own = room(path)
    others = {name.split(".")[1] for name in imports(path) if name.startswith("provenance.")}
    rooms = {other for other in others if (ROOT / other).is_dir()}
    assert rooms <= MAY_IMPORT[own] | {own}


MODULES = {
    ".".join(("provenance", *p.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): p for p in FILES
}


def imported_modules(name: str) -> set[str]:
    """The modules of the package that a module imports by statement."""
    return {m for path in imports(MODULES[name]) for m in (path, path.rpartition(".")[0]) if m in MODULES and m != name}


def modules_named_in_strings(name: str) -> set[str]:
    """The modules, no packages, whose names stand in strings: what `load("...")` imports later."""
    strings = {
        node.value
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {m for m in strings & MODULES.keys() if MODULES[m].name != "__init__.py" and m != name}


def reachable(start: str, graph: dict[str, set[str]]) -> set[str]:
    """Every module that a module leads to."""
    reached, todo = {start}, [start]
    while todo:
        fresh = graph[todo.pop()] - reached
        reached |= fresh
        todo += fresh
    return reached


def test_there_is_no_import_cycle():
    graph = {name: imported_modules(name) for name in MODULES}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail, name])
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_what_is_loaded_by_name_makes_no_cycle():
    named = {name: modules_named_in_strings(name) for name in MODULES if name != "provenance"}  # its face is lazy
    graph = {name: imported_modules(name) | named.get(name, set()) for name in MODULES}
    circles = {(name, m) for name, loaded in named.items() for m in loaded if name in reachable(m, graph)}
    assert not circles, sorted(circles)


def test_no_folder_of_origin_is_overfull():
    folders = {p.parent for p in FILES if room(p) == "origin"}
    crowded = {str(f): n for f in folders if (n := len([p for p in f.glob("*.py") if p.name != "__init__.py"])) > 25}
    assert not crowded


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_runs_data(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not {name.split(".")[0] for name in imports(path)} & FORBIDDEN
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        assert called not in {"eval", "exec", "compile", "os.system", "yaml.load", "__import__"}, (
            f"{path}:{node.lineno}"
        )
        assert not any(k.arg == "shell" and getattr(k.value, "value", None) for k in node.keywords), (
            f"{path}:{node.lineno}"
        )
