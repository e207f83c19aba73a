"""Records of JSON documents by hand: where each begins and ends, whatever is broken in it."""

import json

import pytest

from provenance.corpus.formats.json_parts import depth, is_too_deep, json_parts
from provenance.corpus.formats.json_records import form

GOOD, LAST = '{"id": 1, "text": "a"}', '{"id": 2, "text": "b"}'
BROKEN = [
    '{id: 9, "text": "x"}',
    '{"id": 9, "text": "x"y"}',
    '{"id": 9, "text": "x"y", "tags": [{"id": 3}, {"id": 4}]}',
    '{"id": 9 "text": "x"}',
    '{"id": 9, "text": "x",}',
    '{"id": 9, "text": tru}',
    "nope",
    '{"id": 9, "text": ' + "[" * 9_000 + "]" * 9_000 + "}",
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda text: text[:30])
@pytest.mark.parametrize("around", ["[{}]", '{{"n": 1, "articles": [{}]}}'], ids=["list", "object"])
def test_a_broken_element_is_one_record_and_those_beside_it_are_theirs(broken, around):
    parts = json_parts(around.format(", ".join([GOOD, broken, LAST])))
    assert parts.records == [GOOD, broken, LAST]
    assert json.loads(parts.before + GOOD + parts.after)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda text: text[:30])
def test_the_first_and_the_last_element_may_be_the_broken_one(broken):
    assert json_parts(f"[{broken}, {LAST}]").records == [broken, LAST]
    parts = json_parts(f'{{"n": [0], "articles": [{GOOD}, {broken}], "m": [1]}}')
    assert (parts.records, parts.after) == ([GOOD, broken], '], "m": [1]}')
    assert json_parts(f"[{GOOD}, {broken}]").records == [GOOD, broken]


def test_what_breaks_off_is_closed_again():
    parts = json_parts('{"response": {"results": [' + GOOD + ', {"id": 2, "te')
    assert parts.records == [GOOD, '{"id": 2, "te']
    assert json.loads(parts.before + GOOD + parts.after) == {"response": {"results": [json.loads(GOOD)]}}


@pytest.mark.parametrize(
    "piece", ['{x {"text":1},{"text":1},', '{"a},', '{"a": "', "{a:", "[[", '"', "{\n", '{"text": 1}{x\n', "]", "nope,"]
)
@pytest.mark.parametrize("start", ["[", "", '{"articles": ['])
def test_documents_that_are_broken_everywhere_end_too(piece, start):
    text = start + piece * (300_000 // len(piece))
    found = json_parts(text)
    assert "".join("".join(found.records).split()).count("x") == text.count("x")


DEEP = [("[]", 1), ("[[1], {}]", 2), ('{"a": "[[["}', 1), ("[" * 200, 200), ("[" * 201, 201), ("[" * 5_000, 201)]


@pytest.mark.parametrize(("text", "deep"), DEEP, ids=lambda value: str(value)[:12])
def test_depth_is_counted_without_the_call_stack(text, deep):
    assert (depth(text), is_too_deep(text)) == (deep, deep > 200)


FORMS = [
    (b'{"a": 1}\n{"a": 2}\n', "jsonl"),
    (b'{"a": 1}\n{broken\n{"a": 2}\n', "jsonl"),
    (b'{"a": 1}\n', None),
    (b'{"a": 1,\n "b": 2}\n', None),
    (b'{\n"a": 1}\n', "json"),
    (b'[{"a": 1},\n{"a": 2}]', "json"),
    (b'[\n{"a": 1}\n]', "json"),
    (b'[{"a": 1}]', "json"),
    (b'["a"]\n["b"]\n', None),
    (b"", None),
]


@pytest.mark.parametrize(("head", "expected"), FORMS)
@pytest.mark.parametrize("named", ["json", "jsonl"])
def test_the_content_says_whether_it_is_lines(head, expected, named):
    assert form(head, named) == (expected or named)
