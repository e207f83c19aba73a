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


def test_there_is_no_import_cycle():
    modules = {
        ".".join(("provenance", *p.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): p for p in FILES
    }
    graph = {
        name: {m for target in imports(path) for m in (target, target.rpartition(".")[0]) if m in modules and m != name}
        for name, path in modules.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail, name])
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


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
