"""The work of a report whose pages have a bound grows with the articles: it is counted in lines of code that run."""

from functools import cache

from benchmarks.trace.families import family
from provenance.base.settings import Settings
from provenance.corpus.frames import articles_of
from provenance.report.web import pages
from provenance.report.web.pages import write_report
from provenance.run.journey import traced
from tests.work import grown, lines_run

SMALL, LARGE = 20, 60
FEW = 40.0  # times an article: what runs less often does not matter
GROWN = 2.0  # times as often an article of the large corpus; what runs for each two does so three times as often
BOUND = 10  # pages
ALIGNED = Settings(reworded=False)


@cache
def tables(count):
    """The trace of copies of one story."""
    return traced(articles_of(family("copies", count), ALIGNED)[0], ALIGNED)


def work(count, folder):
    """How often each line runs while a report is written, and the articles."""
    known = tables(count)
    return lines_run(lambda: write_report(known, {}, folder / str(count))), count


def test_no_line_runs_more_often_for_an_article_of_a_larger_corpus(tmp_path, monkeypatch):
    for name, most in (("ALL", 0), ("MOST", BOUND), ("PAIRS", BOUND)):
        monkeypatch.setattr(pages, name, most)
    write_report(tables(2), {}, tmp_path / "2")  # templates are compiled once
    few, many = work(SMALL, tmp_path), work(LARGE, tmp_path)
    assert many[0]
    assert grown(*few, *many, least=FEW, most=GROWN) == {}
