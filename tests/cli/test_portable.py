"""Names are good on Linux, macOS and Windows: what a run writes never depends on which of them it runs on."""

import gzip
import json
import random
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.corpus.writers.names_out import names_out
from provenance.report.web.pages import file_name

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
PARTS = st.sampled_from(["a", "A", "b", "é", "e\u0301", "É", "ß", "SS", "ﬁ", "fi", "a-2", "con", "a.b", "İ", "i̇"])
NAMES = st.lists(st.lists(PARTS, min_size=1, max_size=3).map("/".join).map(lambda stem: f"{stem}.md"), max_size=9)


def same_on_some_system(name: str) -> str:
    """What macOS and Windows make of a name: case and the composing of accents do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_portable(name: str) -> bool:
    """Whether Windows and macOS can hold a file or folder of that name."""
    plain = not any(character in '<>:"|?*\\' or ord(character) < 32 for character in name)
    stem = name.partition(".")[0].strip().lower()
    return plain and stem not in RESERVED and name[-1] not in " ." and len(name.encode("utf-16-le")) <= 2 * 255


@given(NAMES)
def test_no_two_names_are_one_file_on_any_system(names):
    made = names_out(names)
    folded = Counter(map(same_on_some_system, made))
    assert set(folded.values()) <= {1}
    folders = {same_on_some_system(str(parent)) for name in made for parent in PurePosixPath(name).parents}
    assert not folders & set(folded)
    assert len(made) == len(names)
    for number, (name, new) in enumerate(zip(names, made, strict=True)):
        before = set(map(same_on_some_system, made[:number]))
        alone = same_on_some_system(name) not in before
        assert (
            not alone or new == name or any(same_on_some_system(str(p)) in before for p in PurePosixPath(name).parents)
        )


@given(
    st.lists(st.text(max_size=300), max_size=5) | st.lists(st.sampled_from(["CON", "con", "Nul.txt", "a.md", "A.md"]))
)
def test_report_pages_have_names_that_every_system_holds_and_tells_apart(ids):
    names = {article: file_name(article) for article in ids}
    assert all(map(is_portable, names.values()))
    assert all(name == name.lower() and name.isascii() and len(name) < 64 for name in names.values())
    assert all(names[one] != names[other] for one, other in pairwise(sorted(names)))


def test_files_that_would_be_written_to_one_place_keep_all_their_rows(provenance, tmp_path):
    for folder in ("in", "in/x", "more"):
        (tmp_path / folder).mkdir()
    lines = [
        json.dumps({"id": f"r{n}", "text": f"the {n * 37}th pier of Osk {n} is open, warden {n * n} told"})
        for n in range(5)
    ]
    (tmp_path / "in/a.jsonl").write_text(lines[0] + "\n")
    (tmp_path / "in/a.jsonl.gz").write_bytes(gzip.compress(lines[1].encode() + b"\n"))
    (tmp_path / "in/x/a.jsonl").write_text(lines[2] + "\n")
    (tmp_path / "more/A.jsonl").write_text(lines[3] + "\n")
    done = provenance("dedupe", "in", "more", "-", "-o", "out", stdin=(lines[4] + "\n").encode())
    assert done.code == 0
    kept = {
        path.relative_to(tmp_path / "out/kept").as_posix(): path.read_text()
        for path in (tmp_path / "out/kept").rglob("*.jsonl")
    }
    assert sorted("".join(kept.values()).splitlines()) == sorted(lines)
    assert len({same_on_some_system(name) for name in kept}) == len(kept) == 5


def test_two_kinds_of_rows_never_share_a_file_that_differs_in_case_only(provenance, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Rain fell on the old pier."}\n')
    refused = provenance("dedupe", "a.jsonl", "-o", "rows.jsonl", "--removed", "ROWS.jsonl")
    assert (refused.code, "would go to one file" in refused.err) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl"]


@pytest.fixture(scope="module")
def portable(shared, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("portable") / "in"
    subprocess.run([sys.executable, shared / "tools" / "make_hostile.py", folder, "--portable"], check=True)
    for number, path in enumerate(sorted(folder.rglob("*"))):  # the names are what is tested here, and small is fast
        if path.suffix in {".txt", ".md"}:
            path.write_text(
                f"Rain fell on pier {number} of the port of Osk for {number * 37} hours, warden {number}x told."
            )
        elif path.is_file():  # among them nul.csv, a device on Windows
            path.unlink()
    return folder


def test_the_portable_hostile_folder_gives_a_portable_result(portable, provenance, tmp_path):
    assert all(is_portable(path.name) for path in portable.rglob("*"))
    for name in ("A.txt", "a.txt", "e\u0301.md", "é.md"):
        (portable / name).write_text(
            f"Snow fell on the moor above {name.encode().hex()} of Osk, and nobody was there to tell."
        )
    assert provenance("dedupe", portable, "-o", "out", "--quiet").code == 0
    written = [path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*")]
    assert len([name for name in written if name.startswith("kept/")]) > 100
    assert [name for name in written if not is_portable(PurePosixPath(name).name)] == []
    assert len(set(map(same_on_some_system, written))) == len(written)


def test_many_names_that_differ_in_case_only_take_linear_time():
    names = [f"{''.join(random.Random(number).choices('aA', k=40))}.md" for number in range(20_000)]
    began = time.thread_time()
    assert len(set(map(same_on_some_system, names_out(names)))) == len(names)
    assert time.thread_time() - began < 10
