"""Patterns and addresses stand wherever a file does; an address shows no key, and a missing one is said in one line."""

import pytest
from pyarrow import fs

from provenance.corpus import remote


@pytest.fixture
def bucket(root, monkeypatch):
    """s3://b/ leads to the project's folder."""
    system = fs.SubTreeFileSystem(str(root), fs.LocalFileSystem())
    monkeypatch.setattr(
        remote, "filesystem", lambda address: (system, address.partition("?")[0].rpartition("@")[2].partition("b/")[2])
    )
    return "s3://KEY:SECRET@b"


def test_check_takes_patterns(provenance, root):
    seeds = root / "seeds"
    ran = provenance("check", f"{seeds}/harbour-*.txt", "--against", seeds)
    assert ran.code == 0
    assert "7 files checked" in ran.err
    ran = provenance("check", f"{seeds}/nothing-*.txt", "--against", seeds)
    assert (ran.code, ran.out) == (4, "")
    assert "E-NOT-FOUND" in ran.err
    assert "no file fits the pattern" in ran.err


def test_check_takes_an_address(provenance, root, bucket):
    ran = provenance("check", f"{bucket}/seeds/harbour-strike-cut.txt?region=x", "--against", root / "seeds")
    assert ran.code == 1
    assert "block: s3://b/seeds/harbour-strike-cut.txt is the same, word for word, as " in ran.out
    assert "SECRET" not in ran.out + ran.err
    ran = provenance("check", f"{bucket}/seeds/none.txt", "--against", root / "seeds")
    assert (ran.code, ran.out, ran.err) == (
        4, "", "provenance: error: E-NOT-FOUND s3://b/seeds/none.txt: nothing is there.\n",
    )  # fmt: skip


def test_compare_takes_patterns_of_one_file_and_addresses(provenance, root, bucket):
    names = [root / "seeds" / f"harbour-strike-{name}.txt" for name in ("wire", "cut")]
    plain = provenance("compare", *names)
    assert plain.code == 0
    patterns = provenance("compare", *(str(name).replace("strike-", "strik?-") for name in names))
    assert (patterns.code, patterns.out) == (0, plain.out)
    addresses = provenance("compare", *(f"{bucket}/seeds/{name.name}" for name in names))
    assert (addresses.code, addresses.out) == (0, plain.out)
    many = provenance("compare", names[0], root / "seeds" / "harbour-*.txt")
    assert (many.code, many.out) == (4, "")
    assert "the pattern fits 7 files, not one" in many.err
    assert provenance("compare", names[0], f"{bucket}/none.txt").code == 4


def test_inspect_takes_an_address_and_shows_no_key(provenance, bucket):
    ran = provenance("inspect", f"{bucket}/seeds/harbour-strike-cut.txt?region=x")
    assert ran.code == 0
    assert ran.out.startswith("s3://b/seeds/harbour-strike-cut.txt\n1 article; of 1 entry 0 warned")


def test_a_run_over_an_address_keeps_no_key(provenance, bucket, tmp_path):
    assert provenance("dedupe", f"{bucket}/seeds?region=x", "-o", "out").code == 0
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or b"SECRET" not in path.read_bytes(), path
