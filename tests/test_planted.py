"""Families planted in real text: what is told first is an article of the files, and whose it is stays known."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from benchmarks.natural.archive import APART, Archive, Supply
from benchmarks.natural.planted import measured
from benchmarks.natural.planted_bank import PLANTED
from benchmarks.natural.planted_families import _NEAR, families
from benchmarks.natural.stories import FILES, Row, rows, sentence, sentences, told
from benchmarks.newsroom.banks import BANKS
from benchmarks.newsroom.corpus import articles
from benchmarks.newsroom.event import event, telling
from benchmarks.newsroom.newsroom import SIZE, TREES, independent
from benchmarks.newsroom.truth import Truth

_DAY = datetime(2017, 3, 6, 9, tzinfo=UTC)
_ROWS = 60  # of each file


def _stories(seed: int) -> list[list[str]]:
    """Invented articles, each of an event of its own, as paragraphs."""
    rng, bank, seen = random.Random(seed), BANKS["test"], set[tuple[str, ...]]()
    found = []
    for i in range(_ROWS):
        what = event(bank, bank.topics[i % len(bank.topics)], _DAY, rng, f"e{i}", seen)
        story = telling(bank, what, rng, f"s{i}", 14)
        found.append([" ".join(s.text for s in paragraph) for paragraph in story.paragraphs])
    return found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three files, laid out as the real ones are."""
    folder = tmp_path_factory.mktemp("data")
    laid_out: dict[str, Callable[[int, list[str]], dict[str, object]]] = {
        "reuters21578": lambda i, parts: {
            "published": (_DAY + timedelta(hours=3 * i)).replace(tzinfo=None),
            "dateline": "    OSLO, March 6 - ",
            "text": "\n    ".join(parts) + "\n REUTER",
        },
        "allsides": lambda i, parts: {
            "published": f"2017-03-{6 + i // 10:02}",
            "outlet": ("Vale Courier", "Reuters", "Wick Mail")[i % 3],
            "text": ("OSLO (Reuters) - " if i % 3 == 1 else "") + "\n\n".join(parts),
        },
        "independent": lambda i, parts: {
            "published": f"2017/3/{6 + i // 10}",
            "url": ("https://tass.com/1", "https://www.ull.example/1")[i % 2],
            "text": ("OSLO, March 6. /TASS/. " if i % 2 == 0 else "") + " ".join(parts),
        },
    }
    for seed, (name, row) in enumerate(laid_out.items()):
        made = [{"id": str(i)} | row(i, parts) for i, parts in enumerate(_stories(seed))]
        pl.DataFrame(made).write_parquet(folder / f"{name}.parquet")
    return folder


_BODY = [
    "The harbour board closed the lower quay on Monday after divers found a crack in the old wall.",
    'Boats will moor at the fish market until it is mended. "We had no choice at all," said board member Ada Venn.',
    "About thirty boats are affected. Some owners asked for a lower fee while they wait, and the board agreed.",
    "A storm in the autumn had loosened several stones. The town paid for a survey then, but no work followed.",
    "Mr. Venn expects the repair to take three weeks. It needs calm water and a crane from the next town.",
    "Sellers at the market welcomed the boats. They hope that more people will come down to the water.",
    "The board meets again on Friday. Its minutes will be printed, as they have been each month since it began.",
    "Nobody was hurt. The ferry to the islands is not affected, since it leaves from the upper quay.",
]


def _row(outlet: str, parts: list[str]) -> Row:
    return Row("allsides x", outlet, _DAY, "", "\n\n".join(parts))


def test_captions_datelines_and_signoffs_are_no_part_of_the_story():
    plain = told(_row("Reuters", _BODY))
    dressed = told(
        _row(
            "Reuters",
            [
                f"OSLO (Reuters) - {_BODY[0]}",
                "A boat at the quay. REUTERS/Ada Venn.",
                *_BODY[1:],
                "Reporting by Bo Lund.",
            ],
        )
    )
    assert plain is not None
    assert dressed is not None
    assert (dressed.paragraphs, dressed.agency, dressed.city) == (plain.paragraphs, "reuters", "Oslo")
    assert [" ".join(paragraph) for paragraph in plain.paragraphs] == _BODY


@pytest.mark.parametrize(
    ("outlet", "parts"),
    [
        ("Vale Courier", [*_BODY, "The Associated Press contributed to this report."]),
        ("Vale Courier", [f"OSLO (AP) - {_BODY[0]}", *_BODY[1:]]),
        ("Reuters", [*_BODY, "The board spoke to Xinhua first, and to others later."]),
        ("Reuters", [*_BODY, "OSLO (Reuters) - A second story of the day stood below the first one."]),
        ("Vale Courier", _BODY[:3]),
        ("Vale Courier", [*_BODY[:4], *(text.replace(". ", ".") for text in _BODY[4:])]),
    ],
)
def test_texts_that_rest_on_others_or_are_no_sentences_are_not_told_first(outlet: str, parts: list[str]):
    assert told(_row("Vale Courier", _BODY)) is not None
    assert told(_row(outlet, parts)) is None


def test_a_quotation_is_known_with_its_speaker_where_it_is_the_sentence():
    said = [
        sentence("k", text, "body")
        for text in (
            '"The wall has stood for a century, and it leans," said Ada Venn on Monday.',
            "“The wall has stood for a century, and it leans,” the engineer said.",
            'It is "no wall at all" now.',
            "It leans.",
        )
    ]
    words = "The wall has stood for a century, and it leans"
    assert [(s.kind, s.quote, s.speaker) for s in said] == [
        ("quote", words, "Ada Venn on Monday"),
        ("quote", words, "the engineer"),
        ("quote", "", ""),
        ("body", "", ""),
    ]
    assert sentences("It is 3 p.m. in the U.S. Senate. Mr. Venn left.") == [
        "It is 3 p.m. in the U.S. Senate.",
        "Mr. Venn left.",
    ]


def test_an_archive_hands_out_each_article_once_and_none_that_shares_its_words(data: Path, tmp_path: Path):
    frame = pl.read_parquet(data / "allsides.parquet")
    again = frame.with_columns(id=pl.concat_str(pl.lit("again"), "id"), text=pl.lit("It rained. ") + pl.col("text"))
    pl.concat([frame, again]).write_parquet(tmp_path / "allsides.parquet")
    archive = Archive(tmp_path, "allsides.parquet", 3)
    first = archive.article(agency=True)
    near = archive.nearest(first, 30)
    assert first.agency == "reuters"
    assert len({a.name.replace("again", "") for a in [first, *near]}) == 31
    runs = [set(zip(*(a.text.split()[i:] for i in range(APART)), strict=False)) for a in [first, *near]]
    assert not any(one & other for one, other in combinations(runs, 2))


def test_a_supply_gives_no_sentence_twice(data: Path):
    archive = Archive(data, FILES[1], 3)
    supply = Supply(archive, [archive.article(), archive.article()], agency=True)
    given = [supply(str(i), kind).text for i, kind in enumerate(["lead", "body", "own", "background"] * 12)]
    assert len(set(given)) == len(given)


def test_families_are_of_real_articles_and_repeatable(data: Path):
    nodes, again = (families(data, PLANTED, 6, 3) for _ in range(2))
    assert articles(nodes, PLANTED, 3).equals(articles(again, PLANTED, 3))
    real = {t.text for file in FILES for row in rows(data, file) if (t := told(row))}
    firsts = [node for node in nodes.values() if not node.parents]
    assert {node.topic for node in firsts} == {file.partition(".")[0] for file in FILES}
    for node in firsts:
        text = " ".join(s.text for p in node.story.paragraphs for s in p if ".bg" not in s.key)
        assert text in real
        assert [credit.agency for credit in node.story.credits] == ([node.agency] if node.agency else [])


def test_who_has_nothing_to_do_with_each_other_shares_no_sentence(data: Path):
    truth = Truth(families(data, PLANTED, 6, 3))
    texts = {n: {s.text for p in truth.nodes[n].story.paragraphs for s in p} for n in truth.nodes}
    for one, other in combinations(truth.nodes, 2):
        if not truth.related(one, other) and not truth.recycled(one, other):
            assert not texts[one] & texts[other]


def test_a_family_never_needs_more_articles_beside_it_than_it_was_given():
    most = max(independent(2 * SIZE, random.Random(seed)) for seed in range(20))
    assert most + max(TREES) - 1 <= _NEAR


def test_the_words_of_editing_are_none_of_the_fitting_half():
    fit = BANKS["fit"]
    for mine, its in (
        (PLANTED.synonyms, fit.synonyms),
        (PLANTED.spellings, fit.spellings),
        (PLANTED.frames, fit.frames),
    ):
        assert not set(mine) & set(its)


def test_every_figure_stands_for_both_hands_with_dates_and_without(data: Path):
    found = measured(data, 3, seeds=(3,))
    assert [name for name in found if name.endswith("dates")] == [
        f"planted, {hands} hands, {how}" for hands in ("usual", "other") for how in ("with dates", "without dates")
    ]
    table = found["planted, usual hands, with dates"]
    assert 0 < table["edge F1"].value <= 1  # type: ignore[union-attr]
    assert table["edge F1, seed by seed"] == f"{table['edge F1'].value:.3f}"  # type: ignore[union-attr]
    assert "longer is later: edge F1" in found["planted, other hands, with dates: baselines"]
