"""The work of a report grows with the articles, and no more once its pages have a bound: lines that run are counted."""

import pytest

from benchmarks.trace.families import family
from provenance.base.settings import Settings
from provenance.corpus.frames import articles_of
from provenance.report.web import pages
from provenance.report.web.pages import write_report
from provenance.run.journey import traced
from tests.work import grown, lines_run

SMALL, LARGE = 30, 90
FEW = 40.0  # times an article: what runs less often does not matter
GROWN = 2.0  # times as often an article of the large corpus; what runs for each two does so three times as often
BOUND = 10  # pages


def work(shape, count, folder):
    """How often each line runs while a report is written, and the articles."""
    settings = Settings(reworded=False)
    tables = traced(articles_of(family(shape, count), settings)[0], settings)
    write_report(tables, {}, folder / "warm")  # templates are compiled once
    return lines_run(lambda: write_report(tables, {}, folder / str(count))), count


@pytest.mark.parametrize("bound", [None, BOUND])
@pytest.mark.parametrize("shape", ["copies", "paragraph"])
def test_no_line_runs_more_often_for_an_article_of_a_larger_corpus(shape, bound, tmp_path, monkeypatch):
    if bound is not None:
        monkeypatch.setattr(pages, "ALL", 0)
        monkeypatch.setattr(pages, "MOST", bound)
        monkeypatch.setattr(pages, "PAIRS", bound)
    few, many = work(shape, SMALL, tmp_path), work(shape, LARGE, tmp_path)
    assert many[0]
    assert grown(*few, *many, least=FEW, most=GROWN) == {}
