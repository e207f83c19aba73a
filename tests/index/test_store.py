"""An index on disk holds what went in, whatever way it came: held against a dictionary."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.base.errors import StoreError
from provenance.index import journal
from provenance.index import store as store_module
from provenance.index.entries import IndexEntry
from provenance.index.store import Store
from provenance.index.view import Location

BAKED = {"shingle": 5, "seed": 1}


def entry(number: int, version: int = 0) -> IndexEntry:
    """An invented article: some hashes of its own, and one that every third article has."""
    draw = random.Random(number)
    hashes = [draw.getrandbits(64) for _ in range(6)] + [(number % 3) << 48]
    table = np.array(hashes, np.uint64)
    return IndexEntry(
        f"a{number}", f"text {number}, version {version}".encode(), {"buckets": table, "fingerprints": table}
    )


def held(store: Store) -> dict[str, bytes]:
    return dict(store.view().everything())


@pytest.fixture
def small(monkeypatch):
    """Segments of a few articles, so that a test makes many."""
    monkeypatch.setattr(store_module, "FEW", 4)
    monkeypatch.setattr(store_module, "_MANY", 7)


NUMBERS = st.integers(0, 25)


@contextmanager
def quick(few: int, many: int) -> Iterator[Path]:
    """A folder whose files need not reach the disk, and segments of a few articles, for tests of many examples."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_module, "FEW", few)
        patch.setattr(store_module, "_MANY", many)
        patch.setattr("os.fsync", lambda _: None)
        patch.setattr(journal, "_SAVE", lambda _: None)
        yield Path(folder)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(st.lists(st.tuples(NUMBERS, st.integers(0, 1)), max_size=9), max_size=3)),
        st.tuples(st.just("remove"), st.lists(NUMBERS, max_size=9)),
        st.tuples(st.just("compact"), st.none()),
    ),
    max_size=12,
)


@settings(max_examples=100)
@given(STEPS)
def test_it_holds_what_a_dictionary_would(steps):
    with quick(4, 7) as folder:
        store = Store.build(folder / "index", BAKED)
        expected: dict[str, bytes] = {}
        for what, some in steps:
            if what == "put":
                store.put([[entry(*one) for one in batch] for batch in some])
                expected |= {e.article: e.data for batch in some for e in (entry(*one) for one in batch)}
            elif what == "remove":
                names = [f"a{number}" for number in some]
                assert set(store.remove(names)) == set(names) - expected.keys()
                expected = {name: data for name, data in expected.items() if name not in names}
            else:
                store.compact()
            assert held(store) == expected
            assert len(store.view()) == len(expected)
        again = Store(store.folder, BAKED)
        assert again.verify() == len(expected)
        again.compact()
        once = Store.build(folder / "once", BAKED)
        once.put([[IndexEntry(e, expected[e], entry(int(e[1:])).hashes) for e in sorted(expected, reverse=True)]])
        once.compact()
        assert again.manifest.segments == once.manifest.segments  # named after what they hold, byte for byte


@settings(max_examples=60)
@given(st.permutations(range(20)), st.integers(1, 19), st.integers(1, 9))
def test_what_leads_to_articles_does_not_depend_on_their_order(order, cut, most):
    with quick(3, 7) as folder:
        parts, once = (Store.build(folder / name, BAKED) for name in ("parts", "once"))
        parts.put([[entry(n) for n in order[:cut]]])
        parts.put([[entry(n) for n in order[cut:]] + [entry(99)]])
        parts.remove(["a99"])
        once.put([[entry(n) for n in range(20)]])
        wanted = np.array([0, 1 << 48, 2 << 48, 3 << 48], np.uint64)
        for table in ("buckets", "fingerprints"):
            found = [
                [(w, store.view().record(Location(p, r))[0]) for w, p, r in zip(h.wanted, h.parts, h.rows, strict=True)]
                for store, h in ((s, s.view().holders(table, wanted, most)) for s in (parts, once))
            ]
            assert found[0] == found[1]
            assert len(found[0]) == sum(min(most, len(range(rest, 20, 3))) for rest in range(3))


def test_adding_the_same_twice_changes_nothing(tmp_path, small):
    store = Store.build(tmp_path / "index", BAKED)
    assert store.put([[entry(n) for n in range(12)]]) == (12, 0)
    before = {path.name: path.read_bytes() for path in store.folder.iterdir()}
    assert store.put([[entry(n) for n in range(12)]]) == (0, 12)
    assert {path.name: path.read_bytes() for path in store.folder.iterdir()} == before


def test_what_was_removed_may_come_back(tmp_path, small):
    store = Store.build(tmp_path / "index", BAKED)
    some = [entry(n) for n in range(9)]
    store.put([some])
    store.remove([e.article for e in some])
    assert (len(store.view()), held(store)) == (0, {})
    store.put([some])
    assert held(store) == {e.article: e.data for e in some}
    assert store.verify() == 9


def test_a_view_stays_as_it_was_while_a_writer_works(tmp_path, small):
    writer = Store.build(tmp_path / "index", BAKED)
    writer.put([[entry(n) for n in range(9)]])
    reader = Store(writer.folder, BAKED)
    before = reader.view()
    writer.put([[entry(n, 1) for n in range(5)]])
    writer.compact()
    assert dict(before.everything()) == {f"a{n}": entry(n).data for n in range(9)}
    assert held(reader)["a1"] == entry(1, 1).data


def test_indexes_made_elsewhere_are_merged(tmp_path, small):
    one, other = Store.build(tmp_path / "one", BAKED), Store.build(tmp_path / "other", BAKED)
    one.put([[entry(n) for n in range(6)]])
    other.put([[entry(n, 1) for n in range(4, 20)]])
    other.remove(["a19"])
    assert one.merge([other]) == (13, 2)
    assert held(one) == {f"a{n}": entry(n, int(n > 5)).data for n in range(19)}
    assert one.verify() == 19


@pytest.mark.parametrize(("name", "value"), [("shingle", 4), ("seed", 2)])
def test_an_index_made_otherwise_is_refused_with_both_values(tmp_path, name, value):
    store = Store.build(tmp_path / "index", BAKED)
    before = {path.name: path.read_bytes() for path in store.folder.iterdir()}
    with pytest.raises(StoreError, match=f"with {name} {BAKED[name]}, not {value}"):
        Store(store.folder, {**BAKED, name: value})
    assert {path.name: path.read_bytes() for path in store.folder.iterdir()} == before


def test_a_newer_format_is_refused_by_name_and_left_untouched(tmp_path):
    store = Store.build(tmp_path / "index", BAKED)
    manifest = store.folder / "manifest.json"
    data = manifest.read_bytes().replace(b'"format": 1', b'"format": 2')
    manifest.write_bytes(data)
    with pytest.raises(StoreError, match="has format 2, this version reads formats up to 1"):
        Store(store.folder, BAKED)
    assert manifest.read_bytes() == data


def test_where_there_is_no_index_the_error_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="there is no index here") as error:
        Store(tmp_path, BAKED)
    assert "provenance index build" in str(error.value)
