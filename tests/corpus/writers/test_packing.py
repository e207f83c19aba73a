"""What is packed holds what was written, and nothing of the moment at which it was."""

import io

import pytest

from provenance.corpus.writers.packing import packed


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "A.CSV.GZ", "a.jsonl"])
def test_the_same_bytes_give_the_same_file(name, monkeypatch):
    made = []
    for now in (0, 10**9):
        monkeypatch.setattr("gzip.time.time", lambda now=now: now)
        file = io.BytesIO()
        with packed(file, name) as sink:
            sink.write(b"Rain fell.\n" * 9)
        made.append(file.getvalue())
    assert made[0] == made[1]
    assert len(made[0]) == 99 if name == "a.jsonl" else len(made[0]) < 99
