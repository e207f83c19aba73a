"""The same bytes on every Python: since 3.12 `sum` makes up for rounding, so floats are added by `math.fsum`."""

import ast
import builtins
from pathlib import Path

import pytest

from provenance.cli.main import run

ROOT = Path(__file__).resolve().parent.parent / "provenance"
COUNTING = {
    "len",
    "int",
    "count",
    "isalpha",
    "isascii",
    "isdigit",
    "isupper",
    "islower",
    "bool",
    "startswith",
    "as_sent",
    "is_text",
}
WHOLE = {  # what is added up elsewhere, and is a whole number, or an array
    "counts",
    "self.sizes",
    "any(map(str.isalnum, word))",
    "max(0, min(end, b) - max(start, a))",
    "segment.articles",
    "segment.size",
    "standing.mostly_others",
    "occurrence.at_edge",
    "1 << a",
    "_SMALL_WORDS.__contains__()",
    "_common(stretch[2:4], span[2:4])",
    "_common(stretch[:2], span[:2])",
    "b - a",
    "batch.num_rows",
    "count",
    "edit.gone + edit.come",
    "end - start",
    "ends",
    "facts.marked(*span)",
    "left_cover[left]",
    "len(unicodedata.normalize('NFKC', chr(code))) * number",
    "node.unseen",
    "np.bincount(word, minlength=len(vocabulary))",
    "number",
    "rows_of_batch[0]",
    "rows_of_batch[1]",
    "p.matched",
    "pair",
    "q.matched",
    "right_cover[right]",
    "small[letter]",
    "span['end'] - span['start']",
    "stretch.matched",
    "outside.said_by(article, hashes)",
    "verdicts.values()",
    "weights[sign]",
}


def is_whole(node: ast.expr) -> bool:
    """Whether an expression is plainly a whole number."""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Constant(value=value):
            return isinstance(value, int)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other, op=ast.Add() | ast.Sub()) if is_whole(
            one
        ) and is_whole(other):
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in COUNTING:
            return True
    return ast.unparse(node) in WHOLE


def element(call: ast.Call) -> ast.expr:
    """What `sum` adds up; of `map(len, …)` a call of len."""
    [given, *_] = call.args
    if isinstance(given, ast.GeneratorExp | ast.ListComp):
        return given.elt
    if isinstance(given, ast.Call) and ast.unparse(given.func) == "map":
        return ast.Call(given.args[0], [], [])
    return given


def sums(source: str) -> list[ast.Call]:
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "sum"]


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_sum_adds_up_is_plainly_whole(path: Path):
    """Else it is for math.fsum, or its name for the list above."""
    doubtful = [ast.unparse(call) for call in sums(path.read_text(encoding="utf-8")) if not is_whole(element(call))]
    assert doubtful == []


@pytest.mark.parametrize(
    "code", ["sum(p.weight for p in found)", "sum(likely)", "sum(x / 2 for x in y)", "sum(map(odds, y))"]
)
def test_a_sum_of_anything_else_is_refused(code):
    assert [is_whole(element(call)) for call in sums(code)] == [False]


def test_no_command_adds_floats_by_sum(root, tmp_path, monkeypatch):
    plain = builtins.sum

    def strict(given, /, start=0):
        made = plain(items := list(given), start)
        assert not isinstance(made, float), f"floats: {items[:3]}"
        return made

    monkeypatch.setattr(builtins, "sum", strict)
    assert run(["trace", str(root / "seeds"), "-o", str(tmp_path / "out"), "--quiet", "--debug"]) == 0
    assert run(["dedupe", str(root / "seeds"), "-o", str(tmp_path / "rows"), "--quiet", "--debug"]) == 0
