"""Addresses are read through pyarrow's filesystems, with the same outcome as the files themselves."""

import subprocess
import sys

import polars as pl
import pytest
from pyarrow import fs

from provenance.base.errors import MachineError
from provenance.base.settings import Settings
from provenance.corpus import remote
from provenance.corpus.files import files, watched
from provenance.corpus.input_slices import slices
from provenance.corpus.read import read
from tests.cli.texts import CORPUS, FERRY, lines


@pytest.fixture
def bucket(tmp_path, monkeypatch):
    """A folder that stands for a bucket: s3://b/ leads to it."""
    root = tmp_path / "bucket"
    (root / "in" / "deep").mkdir(parents=True)
    system = fs.SubTreeFileSystem(str(root), fs.LocalFileSystem())
    monkeypatch.setattr(remote, "filesystem", lambda address: (system, address.removeprefix("s3://b/")))
    return root


def told(reading):
    """Everything of readings but where they come from."""
    return [
        (entry.verdict, entry.code, article and (article.article, article.record, article.text))
        for entry, article in reading
    ]


def test_a_folder_of_all_formats_reads_as_on_this_machine(bucket):
    (bucket / "in" / "a.jsonl").write_bytes(lines(CORPUS))
    (bucket / "in" / "deep" / "b.txt").write_text(FERRY)
    (bucket / "in" / "deep" / "b.txt.gz").write_bytes(__import__("gzip").compress(FERRY.encode()))
    pl.DataFrame(CORPUS[:2]).write_csv(bucket / "in" / "c.csv")
    pl.DataFrame(CORPUS[2:]).write_parquet(bucket / "in" / "d.parquet")
    (bucket / "in" / "e.pdf").write_bytes(b"%PDF")
    (bucket / "in" / ".hidden").write_text("x")
    ours = told(read(["s3://b/in"], Settings()))
    assert ours == told(read([bucket / "in"], Settings()))
    assert len([article for _, _, article in ours if article]) == 6  # what is the same under one id is one article


@pytest.mark.parametrize("backend", ["python", "numba"])
def test_parquet_is_read_in_slices_from_elsewhere(bucket, backend):
    frame = pl.DataFrame(CORPUS * 50).with_columns(id=pl.int_range(200).cast(pl.String))
    frame.write_parquet(bucket / "in" / "d.parquet")
    made = [*slices(["s3://b/in/d.parquet"], Settings(), backend=backend)]
    assert sum(len(one.ids) for one in made) == 200


def test_a_single_address_is_called_by_its_name(bucket):
    (bucket / "in" / "b.txt").write_text(FERRY)
    [(entry, article)] = read(["s3://b/in/b.txt"], Settings())
    assert (entry.path, article.article) == ("s3://b/in/b.txt", "b.txt")


@pytest.mark.parametrize(
    ("address", "code"),
    [("s3://b/nothing", "E-NOT-FOUND"), ("s3://b/in/deep", "W-EMPTY"), ("s3://b/in/a.pdf", "E-UNSUPPORTED")],
)
def test_what_is_not_there_is_said(bucket, address, code):
    (bucket / "in" / "a.pdf").write_bytes(b"%PDF")
    [item] = files([address])
    assert (item.code, item.path) == (code, address)


@pytest.mark.parametrize("address", ["gopher://host/x", "s3:///", "odd+scheme://x", "https://example.org/a.jsonl"])
def test_an_address_of_no_known_kind_is_an_entry_and_no_traceback(address):
    [item] = files([address])
    assert (item.verdict, item.code) == ("rejected", "E-REMOTE")


def test_a_file_that_changes_between_two_readings_is_an_error(bucket):
    place = bucket / "in" / "a.jsonl"
    place.write_bytes(lines(CORPUS))
    listed, watch = watched(files(["s3://b/in/a.jsonl"]))
    assert len([*slices([], Settings(), listed=listed)]) == 1
    place.write_bytes(lines(CORPUS[:1]))
    watch.again = True
    with pytest.raises(MachineError, match="E-INPUT-CHANGED"):
        list(slices([], Settings(), listed=listed))


def test_file_addresses_go_by_the_rules_of_local_files(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    assert [article.text for _, article in read([(tmp_path / "a.txt").as_uri()], Settings())] == [FERRY]
    link = tmp_path / "link.txt"
    try:
        link.symlink_to(tmp_path / "a.txt")
    except OSError:
        pytest.skip("links cannot be made here")
    [item] = files([link.as_uri()])
    assert item.code == "E-SYMLINK"


def test_pyarrow_is_imported_for_an_address_only(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    code = (
        "import sys\nfrom provenance.corpus.files import files\nlist(files(['a.txt', '*.txt']))\n"
        "print('pyarrow' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
