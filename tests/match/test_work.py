"""The work of finding passages grows with the articles: it is counted in lines of code that run."""

import pytest

from benchmarks.trace.families import family
from provenance.base.settings import Settings
from provenance.base.tokens import tokens
from provenance.corpus.frames import articles_of
from provenance.match.passages import passages
from tests.work import grown, lines_run

SMALL, LARGE = 15, 45
FEW = 5.0  # times an article: what runs less often does not matter
GROWN = 2.0  # times as often an article of the large family; what runs for each two does so three times as often
ALIGNED = Settings(reworded=False)


def work(shape, count):
    """How often each line runs while the passages of a family are found, and the articles."""
    articles = articles_of(family(shape, count), ALIGNED)[0]
    read = tokens(articles["text"].to_list())
    return lines_run(lambda: passages(articles, read, ALIGNED)), count


@pytest.mark.parametrize("shape", ["copies", "paragraph"])
def test_no_line_runs_more_often_for_an_article_of_a_larger_family(shape):
    work(shape, 2)  # word lists are read once
    few, many = work(shape, SMALL), work(shape, LARGE)
    assert many[0]
    assert grown(*few, *many, least=FEW, most=GROWN) == {}
