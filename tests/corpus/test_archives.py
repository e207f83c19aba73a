"""Members of archives are read as files of a folder are; what could do harm is in the ledger with its reason."""

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from provenance.base.settings import Settings
from provenance.corpus.archives import archive
from provenance.corpus.files import File, files
from provenance.corpus.read import read
from provenance.run.dedupe import dedupe_inputs

TEXT = "The harbour board voted on Monday to close the lock for eleven weeks while divers look at the sill."
ROWS = "".join(
    json.dumps({"id": f"row-{n}", "text": f"{TEXT} It was vote number {n} of the year."}) + "\n" for n in range(3)
)
MEMBERS = {
    "story.txt": TEXT.encode(),
    "in/deep/rows.jsonl": ROWS.encode(),
    "rows.csv.gz": gzip.compress(b"id,text\nc," + TEXT.encode()),
}


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, held in members.items():
            made.writestr(zipfile.ZipInfo(name), held, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def tarred(members: dict[str, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=kind) as made:
        for name, held in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(held)
            made.addfile(about, io.BytesIO(held))
    return data.getvalue()


ARCHIVES = {
    "a.zip": zipped,
    "a.tar": tarred,
    "gnu.tar": lambda members: tarred(members, tarfile.GNU_FORMAT),
    "old.tar": lambda members: tarred(members, tarfile.USTAR_FORMAT),
    "a.tar.gz": lambda members: gzip.compress(tarred(members)),
    "a.tgz": lambda members: gzip.compress(tarred(members)),
    "a.tar.zst": lambda members: zstandard.compress(tarred(members)),
    "a.tar.xz": lambda members: lzma.compress(tarred(members)),
    "a.tar.bz2": lambda members: bz2.compress(tarred(members)),
}


def outcomes(place: Path) -> dict[str, str]:
    """Of each path without an article, its code or message."""
    return {e.path.rpartition("!")[2]: e.code or e.message for e, article in read([place], Settings()) if not article}


@pytest.mark.parametrize("name", ARCHIVES)
def test_members_are_read_as_files_are(tmp_path, name):
    (tmp_path / name).write_bytes(ARCHIVES[name](MEMBERS))
    found = [article for _, article in read([tmp_path / name], Settings()) if article]
    assert sorted(article.article for article in found) == sorted([f"{name}!story.txt", "c", "row-0", "row-1", "row-2"])
    assert {article.path.removeprefix(str(tmp_path)) for article in found} == {
        f"/{name}!{member}" for member in MEMBERS
    }
    assert {article.text for article in found} >= {TEXT}


def test_long_names_of_every_kind_of_tar(tmp_path):
    name = "folder/" * 30 + "ä" * 40 + ".txt"
    for kind in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        (tmp_path / "a.tar").write_bytes(tarred({name: TEXT.encode(), "b.txt": TEXT.encode()}, kind))
        found = [article.article for _, article in read([tmp_path / "a.tar"], Settings()) if article]
        assert found == ["a.tar!b.txt", f"a.tar!{name}"]


@pytest.mark.parametrize(
    "name", ["/etc/x.txt", "../x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt", "a\x07.txt", "a\\b.txt"]
)
@pytest.mark.parametrize("maker", [zipped, tarred])
def test_names_that_lead_elsewhere_are_not_read(tmp_path, name, maker):
    place = tmp_path / ("a.zip" if maker is zipped else "a.tar")
    place.write_bytes(maker({name: TEXT.encode(), "good.txt": TEXT.encode()}))
    readings = list(read([place], Settings()))
    assert [article.article.rpartition("!")[2] for _, article in readings if article] == ["good.txt"]
    assert "E-ARCHIVE-NAME" in {entry.code for entry, _ in readings}


def test_links_and_devices_are_not_followed(tmp_path):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as made:
        for name, kind in (
            ("link.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("dev.txt", tarfile.CHRTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            about = tarfile.TarInfo(name)
            about.type, about.linkname = kind, "/etc/passwd"
            made.addfile(about)
    (tmp_path / "a.tar").write_bytes(data.getvalue())
    assert {**outcomes(tmp_path / "a.tar"), f"{tmp_path}/a.tar": ""} == {
        "link.txt": "E-SYMLINK", "hard.txt": "E-SYMLINK", "dev.txt": "E-NOT-REGULAR", "pipe.txt": "E-NOT-REGULAR",
        f"{tmp_path}/a.tar": "",
    }  # fmt: skip
    zipped_link = io.BytesIO()
    with zipfile.ZipFile(zipped_link, "w") as made:
        about = zipfile.ZipInfo("link.txt")
        about.external_attr = 0o120777 << 16
        made.writestr(about, "/etc/passwd")
    (tmp_path / "a.zip").write_bytes(zipped_link.getvalue())
    assert outcomes(tmp_path / "a.zip")["link.txt"] == "E-SYMLINK"


def test_an_encrypted_member_costs_itself(tmp_path):
    data = bytearray(zipped({"secret.txt": TEXT.encode(), "good.txt": TEXT.encode()}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + place] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert outcomes(tmp_path / "a.zip")["secret.txt"] == "E-ENCRYPTED"
    assert sum(article is not None for _, article in read([tmp_path / "a.zip"], Settings())) == 1


def test_bombs_are_stopped(tmp_path, monkeypatch):
    bomb = b"\0" * 60_000_000
    (tmp_path / "a.zip").write_bytes(zipped({"bomb.txt": bomb, "good.txt": TEXT.encode()}))
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(tarred({"good.txt": TEXT.encode(), "bomb.txt": bomb})))
    (tmp_path / "c.tar.xz").write_bytes(lzma.compress(tarred({"good.txt": TEXT.encode(), "bomb.txt": bomb})))
    readings = list(read([tmp_path], Settings()))
    assert sum(article is not None for _, article in readings) == 3
    assert [entry.code for entry, _ in readings].count("E-TOO-LARGE") == 3


def test_a_false_length_in_a_header_costs_no_memory(tmp_path):
    head = bytearray(tarred({"x": b""})[:512])
    head[156:157], head[124:136] = b"x", b"77777777777\0"
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    (tmp_path / "a.tar").write_bytes(bytes(head) + b"a" * 2000)
    assert list(outcomes(tmp_path / "a.tar").values()) == ["E-ARCHIVE"]


def test_one_archive_within_another_is_opened_and_no_further(tmp_path):
    inner = zipped({"story.txt": TEXT.encode()})
    (tmp_path / "a.tar").write_bytes(tarred({"in.zip": inner, "deep.zip": zipped({"more.zip": inner})}))
    found = [article.article for _, article in read([tmp_path / "a.tar"], Settings()) if article]
    assert found == ["a.tar!in.zip!story.txt"]
    assert outcomes(tmp_path / "a.tar")["more.zip"] == "E-ARCHIVE"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
def test_what_is_damaged_or_no_archive_says_so(tmp_path, name):
    whole = ARCHIVES[name]({f"{n}.txt": (TEXT * 40).encode() + os.urandom(2000) for n in range(4)})
    for data in (b"", b"no archive", whole[: len(whole) // 2], whole[:200]):
        (tmp_path / name).write_bytes(data)
        entries = [entry for entry, _ in read([tmp_path / name], Settings())]
        assert entries[-1].path.endswith(name) or entries[0].path.endswith(name)
        assert "E-ARCHIVE" in {entry.code for entry in entries}


def test_hidden_and_unknown_members_are_told_of(tmp_path):
    held = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "picture.png": b"x", "good.txt": TEXT.encode(), "empty/": b""}
    (tmp_path / "a.zip").write_bytes(zipped(held))
    assert outcomes(tmp_path / "a.zip") == {
        "__MACOSX/._a.txt": "hidden: passed over", ".DS_Store": "hidden: passed over", "picture.png": "W-UNSUPPORTED",
        f"{tmp_path}/a.zip": "an archive: 1 files of it are read",
    }  # fmt: skip


def test_a_name_given_twice_is_read_once_and_said(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a.txt", "Rain fell.")
    (tmp_path / "a.zip").write_bytes(data.getvalue())
    assert outcomes(tmp_path / "a.zip")["a.txt"] == "E-ARCHIVE-NAME"


def test_members_of_every_format_and_the_rows_that_dedupe_writes(tmp_path):
    feed = f"<rss><channel><item><guid>f</guid><description>{TEXT} Once more.</description></item></channel></rss>"
    (tmp_path / "a.zip").write_bytes(zipped({**MEMBERS, "feed.xml": feed.encode()}))
    dedupe_inputs([tmp_path / "a.zip"], tmp_path / "out", Settings())
    written = {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    assert {name for name in written if name.startswith(("kept", "removed"))} >= {"kept/a.zip!in/deep/rows.jsonl"}
    lines = (tmp_path / "out" / "ledger.jsonl").read_text().splitlines()
    assert sum(json.loads(line)["article"] is not None for line in lines) == 6


def test_an_archive_given_twice_is_read_once(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(MEMBERS))
    listed = list(files([tmp_path / "a.zip", tmp_path]))
    assert sum(isinstance(item, File) for item in listed) == len(MEMBERS)


def test_nothing_is_written_but_a_file_without_a_name(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    found = archive(io.BytesIO(zipped(MEMBERS)), "zip", "")
    assert [*tmp_path.iterdir()] == []
    assert [member.span.open().read() for member in found.members if member.span] == [*MEMBERS.values()]
