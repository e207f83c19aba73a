"""What a rewrite leaves of its source's wording is found, in any order, and what two reports share by chance is not."""

import random

import numpy as np
import pytest

from provenance.base.tokens import tokens
from provenance.match.align.alignment import AlignedSpans
from provenance.match.paraphrase import array_parts, neighbours, scattered
from provenance.match.paraphrase.scattered import scattered_passages
from tests.match.retellings import OWN, REPORT, REWORDED, SAME_EVENT
from tests.match.texts import CUP, FERRY

OTHERS = [text.format("") for text in (*FERRY, *CUP)]
NONE = AlignedSpans(*np.zeros((7, 0), np.int32))


def found(texts, order=None, passages=NONE, language="en"):
    read = tokens(texts)
    return scattered_passages(
        read, [language] * len(texts), np.arange(len(texts)) if order is None else order, passages
    )


def pairs(rows):
    return set(zip(rows.left.tolist(), rows.right.tolist(), strict=True))


def rows_of(rows):
    return [tuple(row) for row in zip(*(column.tolist() for column in rows), strict=True)]


def test_a_rewrite_and_its_source_share_scattered_words_and_another_report_of_the_event_does_not():
    texts = [REPORT, REWORDED, SAME_EVENT, *OWN, *OTHERS]
    assert pairs(found(texts)) & {(0, 1), (0, 2), (1, 2)} == {(0, 1)}


def test_runs_lie_inside_their_articles_and_each_side_has_a_pair_of_the_other():
    read = tokens([REPORT, REWORDED])
    rows = found([REPORT, REWORDED])
    assert len(rows.left) > 0
    for _, _, a, b, c, d, _ in rows_of(rows):
        mine, its = read[0][0][a:b].tolist(), read[1][0][c:d].tolist()
        assert 2 <= len(mine) <= len(read[0][0])
        assert len(set(mine) & set(its)) >= 2
        assert max(b - a, d - c) >= 4


def test_what_other_passages_of_the_pair_hold_is_left_to_them():
    rows = found([REPORT, REWORDED])
    half = AlignedSpans(*np.array([[0, 1, 0, 40, 0, 40, 30]], np.int32).T)
    rest = found([REPORT, REWORDED], passages=half)
    assert all(row[2] >= 40 for row in rows_of(rest))
    whole = AlignedSpans(*np.array([[0, 1, 0, 500, 0, 500, 30]], np.int32).T)
    read = tokens([REPORT, REWORDED])
    whole = whole._replace(left_to=np.array([len(read[0][0])]), right_to=np.array([len(read[1][0])]))
    assert len(found([REPORT, REWORDED], passages=whole).left) == 0
    assert len(rows.left) > len(rest.left)


def test_the_order_of_articles_does_not_matter():
    texts = [REPORT, REWORDED, SAME_EVENT, *OWN, *OTHERS]
    shuffled = list(range(len(texts)))
    random.Random(3).shuffle(shuffled)
    mixed = found([texts[i] for i in shuffled], np.array(shuffled))
    assert {tuple(sorted((shuffled[a], shuffled[b]))) for a, b in pairs(mixed)} == pairs(found(texts))


def test_what_an_article_says_again_and_again_is_its_subject():
    mine = " ".join(
        f"The Marigold dredger inquiry met in room {n} of hall {n * 7}, and rain fell on {n * 3} sheds."
        for n in range(9)
    )
    its = " ".join(f"A Marigold dredger inquiry sat for {n * 11} hours while {n * 13} gulls cried." for n in range(9))
    assert len(found([mine, its]).left) == 0


def test_words_that_many_articles_have_are_no_rare_pair():
    crowd = [f"{REWORDED} {' '.join(f'w{n}x{i}' for i in range(60))}" for n in range(60)]
    assert (0, 1) not in pairs(found([REPORT, REWORDED, *crowd]))


@pytest.mark.parametrize(
    "text",
    ["潜水员在码头附近的沉船中搜寻了整整一夜直到清晨才返回港口" * 3, "นักดำน้ำค้นหาเรือที่จมอยู่ใกล้ท่าเรือตลอดทั้งคืนจนถึงรุ่งเช้า" * 3],
)
def test_letters_are_no_words(text):
    other = text[: len(text) // 2] + text[len(text) // 2 + 3 :]
    assert len(found([text, other], language=None).left) == 0


def test_no_articles_and_empty_ones_share_nothing():
    assert len(found([]).left) == 0
    assert len(found(["", "Rain", "Rain"]).left) == 0


@pytest.mark.parametrize("parts", [1, 3, 256])
def test_neither_the_parts_nor_a_file_nor_the_blocks_change_a_row(parts, monkeypatch):
    texts = [REPORT, REWORDED, SAME_EVENT, *OWN, *OTHERS]
    whole = rows_of(found(texts))
    assert whole
    monkeypatch.setattr(array_parts.ArrayParts.__init__, "__defaults__", (None, 0))
    monkeypatch.setattr("provenance.base.tokens._BLOCK", 100)
    for module in (neighbours, scattered):
        monkeypatch.setattr(module, "part_count", lambda _: parts)
    assert rows_of(found(texts)) == whole
