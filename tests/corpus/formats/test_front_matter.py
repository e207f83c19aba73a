"""Front matter is metadata, read plainly; YAML's powers are never used."""

import pytest

from provenance.corpus.formats.front_matter import front_matter

BODY = "Rain fell on the pier.\n\n---\n\nMore fell.\n"
READ = [
    ("---\ntitle: Pier closed\n---\n", {"title": "Pier closed"}),
    ("---\r\ntitle: Pier closed\r\n---\r\n", {"title": "Pier closed"}),
    ("---\ntitle: 'It''s: closed' # so\ndate: 2024-01-17\n...\n", {"title": "It's: closed", "date": "2024-01-17"}),
    ('---\nauthors: [Ada, "Bo, jr."]\n# a remark\n\n---\n', {"authors": ["Ada", "Bo, jr."]}),
    ("---\nauthors:\n  - Ada\n  - Bo\nlang: en\n---\n", {"authors": ["Ada", "Bo"], "lang": "en"}),
    ("---\n---\n", {}),
    ("", {}),
]


@pytest.mark.parametrize(("block", "fields"), READ)
def test_plain_metadata_is_read_and_the_body_is_verbatim(block, fields):
    assert front_matter(block + BODY) == (fields, BODY, [])


PASSED_OVER = [
    "a: !!python/object/apply:os.system ['true']",
    "a: &x [y, y]",
    "a: *x",
    "a: |",
    "a: {b: c}",
    "a: 'never closed",
    "a: [*x, *x]",
    "a: [x, , y]",
    "no colon at all",
    "  nested: value",
    "- orphan",
    "a: [b, [c]]",
    "a: " + "[" * 5_000 + "]" * 5_000,
    "a: [" + "[b], " * 5_000 + "c]",
]


@pytest.mark.parametrize("line", PASSED_OVER, ids=lambda line: line[:40])
def test_the_rest_of_yaml_costs_a_line_and_is_said(line):
    fields, body, notes = front_matter(f"---\nt: x\n{line}\nu: y\n---\n{BODY}")
    assert (fields, body) == ({"t": "x", "u": "y"}, BODY)
    assert [(note.code, note.message) for note in notes] == [
        ("W-FRONT-MATTER", "lines of the front matter passed over: 3")
    ]


@pytest.mark.parametrize("text", [BODY, "---\nNever closed: so\n" + BODY.replace("---", "***"), "--- x\na: b\n---\n"])
def test_without_a_block_all_is_text(text):
    assert front_matter(text) == ({}, text, [])
