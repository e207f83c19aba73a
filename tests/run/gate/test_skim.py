"""Skimming leaves out only files that share no run of words with the added articles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.run.gate.skim import HOLDERS, STRETCH, hits, needles, plain_letters, stretches, worth_reading

LETTERS = st.text("ab", max_size=60).map(str.encode)


def column(letters):
    return stretches(np.frombuffer(letters, np.uint8))


@given(LETTERS, LETTERS)
def test_stretches_are_the_same_where_their_letters_are(left, right):
    both = left + right
    hashes = column(both).tolist()
    stretched = [both[i : i + STRETCH] for i in range(len(both) - STRETCH + 1)]
    assert len(hashes) == len(stretched)
    assert len(set(hashes)) == len(set(stretched))
    assert dict(zip(stretched, hashes, strict=True)) == {s: column(s)[0] for s in stretched}


@given(st.lists(LETTERS, min_size=1, max_size=6), LETTERS)
def test_hits_equal_a_search_for_every_fourth_stretch_of_each_file(files, added):
    wanted = np.unique(column(added))
    found = list(zip(*(numbers.tolist() for numbers in hits(files, wanted)), strict=True))
    expected = [
        (number, wanted.tolist().index(value))
        for number, file in enumerate(files)
        for place, value in enumerate(column(file).tolist())
        if place % 4 == 0 and value in wanted.tolist()
    ]
    assert found == expected


@given(LETTERS, st.binary(min_size=27, max_size=27).map(lambda data: bytes(97 + byte % 26 for byte in data)), LETTERS)
def test_a_run_of_27_letters_is_seen_wherever_it_stands(before, run, after):
    assert len(hits([before + run + after], np.unique(column(run)))[0])


def test_files_longer_than_what_is_hashed_at_once_lose_nothing():
    random = np.random.default_rng(2)
    files = [bytes(random.integers(97, 123, size, dtype=np.uint8)) for size in (70_000, 3, 200_000)]
    cuts = [
        files[0][65_510:65_550],
        *(files[0][65_520 + n : 65_547 + n] for n in range(9)),
        files[2][-30:],
        files[2][:27],
    ]
    for cut in cuts:
        held, _ = hits(files, np.unique(column(cut)))
        assert set(held.tolist()) == ({2} if cut in files[2] else {0})


RUN = "the keeper of the lamp had not slept for a week"


@pytest.mark.parametrize(
    ("written", "is_found"),
    [
        (RUN, True),
        (RUN.upper().replace(" ", "\r\n"), True),
        (RUN.replace(" ", " — ", 1).replace("slept", "s\u00adlept"), True),
        (RUN[5:40], True),
        (RUN.replace("keeper", "warden").replace("lamp", "lantern").replace("slept", "rested"), False),
    ],
)
def test_a_run_of_words_is_found_however_it_is_set(written, is_found):
    letters = plain_letters(f"Meanwhile {written} and so on.".encode())
    held, _ = hits([letters], needles([f"They say {RUN}, no less."]))
    assert bool(len(held)) == is_found


@pytest.mark.parametrize(
    "data",
    [
        "Паром отошёл от причала".encode(),
        "Fähre läuft ölverschmiert aus".encode(),
        "ferry".encode("utf-16"),
        b"---\nid: 7\n---\nRain",
    ],
    ids=["Cyrillic", "umlauts", "UTF-16", "an id of its own"],
)
def test_files_whose_plain_letters_do_not_tell_enough_are_read(data):
    assert plain_letters(data) is None


def test_a_stretch_that_all_files_hold_leads_to_a_few_of_them():
    files = np.array([*range(1000), 999])
    numbers = np.array([0] * 1000 + [1])
    assert worth_reading(files, numbers) == [*range(HOLDERS), 999]


def test_nothing_added_is_worth_reading_nothing():
    assert worth_reading(*hits([b"abc" * 20], needles([""]))) == []
