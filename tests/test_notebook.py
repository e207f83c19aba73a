"""The notebook is what Jupyter reads, and every cell of it runs."""

import ast
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))


def test_it_is_a_notebook_without_results_of_somebodys_machine():
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    assert {cell["cell_type"] for cell in NOTEBOOK["cells"]} == {"code", "markdown"}
    assert len({cell["id"] for cell in NOTEBOOK["cells"]}) == len(NOTEBOOK["cells"])
    for cell in NOTEBOOK["cells"]:
        assert all(line.endswith("\n") for line in cell["source"][:-1])
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)


def shown(source, names):
    """Run a cell; the value of its last expression, as a notebook shows it."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def test_every_cell_runs_and_shows_something(monkeypatch, capsys):
    pytest.importorskip("networkx")
    monkeypatch.chdir(ROOT / "docs")
    names, values = {}, []
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] == "code":
            values.append(shown("".join(cell["source"]), names))
    assert names["clean"].removed.height > 0
    assert any(hasattr(value, "_repr_html_") and "derivations" in value._repr_html_() for value in values)
    assert names["graph"].number_of_edges() > 5
    assert "draws on" in capsys.readouterr().out
    assert values[-1].height > 0
