"""The model of languages: it says what the package says that it comes from, unpacked once on a machine."""

import os

import pytest

from provenance.corpus import language_model as room
from provenance.corpus.language_model import best_language, language_model, unpacked_model
from tests.corpus.test_language import ENGLISH, OTHERS

TEXTS = [
    *OTHERS.values(),
    ENGLISH,
    ENGLISH.upper(),
    "Паром опоздал в понедельник.",
    "フェリーは月曜日に遅れた。",
    "Luka je zatvorena do petka, a putnici čekaju.",
    "cafe\u0301 ferme\u0301 lundi",
    "\ud800 Rain",
    "",
    "\u0378",
]


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A folder for what is kept, empty; and a model that is looked up anew."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "caches"))
    language_model.cache_clear()
    yield tmp_path / "caches"
    language_model.cache_clear()


def refuse() -> None:
    pytest.fail("the model was unpacked")


def again() -> list[str]:
    """The languages of the texts, by a model that is read from where it is kept."""
    language_model.cache_clear()
    return [best_language(text, language_model()) for text in TEXTS]


def test_it_says_what_the_package_says(cache):
    package = pytest.importorskip("py3langid")
    package.set_languages([name for name, _ in package.rank("") if len(name) == 2])
    try:
        expected = [package.classify(text)[0] for text in TEXTS]
    finally:
        package.set_languages()
    assert again() == expected
    assert set(OTHERS) <= set(expected)


def test_it_is_unpacked_once(cache, monkeypatch):
    first = again()
    monkeypatch.setattr(room, "unpacked_model", refuse)
    assert again() == first
    [folder] = cache.iterdir()
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", *[".npy"] * 5]


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY"])
@pytest.mark.parametrize("name", ["weights.npy", "rows.npy", "names.json"])
def test_what_is_not_whole_is_made_again(cache, name, damage):
    first = again()
    [file] = cache.rglob(name)
    size = file.stat().st_size
    file.write_bytes(damage)
    assert again() == first
    assert file.stat().st_size == size


def test_a_file_that_was_cut_off_is_made_again(cache):
    first = again()
    [file] = cache.rglob("weights.npy")
    size = file.stat().st_size
    os.truncate(file, size // 2)
    assert again() == first
    assert file.stat().st_size == size


def test_where_nothing_can_be_kept_it_is_unpacked_each_time(cache, monkeypatch):
    cache.write_bytes(b"no folder")
    assert again() == [best_language(text, unpacked_model()) for text in TEXTS]
    assert cache.read_bytes() == b"no folder"


def test_a_full_disk_is_no_error(cache, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, "atomic_write", full)
    assert again()
    [folder] = cache.iterdir()
    assert not list(folder.iterdir())
