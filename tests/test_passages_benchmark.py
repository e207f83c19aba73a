"""What passages are measured with: plants that know where they are, PAN's measures by hand, a sample that stays."""

import hashlib
import random
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from benchmarks.passages import planted
from benchmarks.passages.chance import labels
from benchmarks.passages.negatives import samples
from benchmarks.passages.plagdet import measures
from benchmarks.passages.planted import Kind, Plant
from benchmarks.passages.plots import recall_plot, reliability_plot
from provenance.base.settings import Settings
from provenance.match.align.alignment import aligned_spans

WORDS = [(f"w{number}", number) for number in range(200)]


@pytest.mark.parametrize(
    ("title", "cases", "detections", "expected"),
    [
        ("all found", [(0, 10, 0, 10)], [(0, 10, 0, 10)], (1, 1, 1, 1)),
        ("nothing found", [(0, 10, 0, 10)], [], (0, 0, 1, 0)),
        ("nothing there", [], [(0, 10, 0, 10)], (0, 0, 1, 0)),
        ("half of both sides", [(0, 10, 0, 10)], [(0, 5, 0, 5)], (1, 0.5, 1, 2 / 3)),
        ("twice too long", [(0, 10, 0, 10)], [(0, 20, 0, 20)], (0.5, 1, 1, 2 / 3)),
        ("in two pieces", [(0, 10, 0, 10)], [(0, 5, 0, 5), (5, 10, 5, 10)], (1, 1, 2, 1 / np.log2(3))),
        ("on one side only", [(0, 10, 0, 10)], [(0, 10, 50, 60)], (0, 0, 1, 0)),
    ],
)
def test_plagdet_by_hand(title, cases, detections, expected):
    assert measures([(cases, detections)])[:4] == pytest.approx(expected), title


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
def test_so_many_words_are_edited_and_the_others_stay_in_order(share):
    words = planted.edited(WORDS, share, ["new"], random.Random(1))
    stayed = [place for _, place in words if place >= 0]
    touched = sum(word == "new" for word, _ in words) + len(WORDS) - len(stayed)
    assert stayed == sorted(stayed)
    assert share * 200 <= touched <= 2 * share * 200
    assert all(word == f"w{place}" for word, place in words if place >= 0)


def test_what_is_planted_is_found_where_it_was_planted():
    source, host = ([f"{side}{number}" for number in range(60)] for side in "ab")
    texts = [source, host[:30] + source[10:30] + host[30:]]
    plant = Plant(Kind(20, 0.0), 0, 1, [(10 + n, 30 + n) for n in range(20)])
    read, owners = planted.read(texts)
    [result] = planted.judged([plant], aligned_spans(read, np.arange(2), Settings()), owners)
    assert (result.recall, result.right, result.reported) == (1.0, 40, 40)


def test_words_reported_beyond_the_plant_are_wrong():
    texts = [[f"a{number}" for number in range(60)]] * 2
    plant = Plant(Kind(20, 0.0), 0, 1, [(10 + n, 10 + n) for n in range(20)])
    read, owners = planted.read(texts)
    [result] = planted.judged([plant], aligned_spans(read, np.arange(2), Settings()), owners)
    assert (result.recall, result.right, result.reported) == (1.0, 40, 120)


def test_drawings_are_well_formed():
    for drawing in (recall_plot({"0 % <edited>": [(8, 0.5), (160, 1.0)]}), reliability_plot({"a": [(0.001, 0.0)]})):
        assert ET.fromstring(drawing).tag.endswith("svg")


@pytest.mark.long
def test_one_seed_plants_one_corpus(shared):
    one, again = (planted.planted(300, 1, 3) for _ in range(2))
    assert one == again


@pytest.mark.long
def test_the_sample_is_the_one_that_was_labelled(shared):
    drawn = {(sample.name, sample.ids[left], sample.ids[right]) for sample in samples() for left, right in sample.pairs}
    assert len(drawn) == 6000
    assert set(labels()) <= drawn
    digest = hashlib.sha256(repr(sorted(drawn)).encode()).hexdigest()
    assert digest[:16] == "1a2493349d8c0638"
