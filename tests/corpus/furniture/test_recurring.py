"""What a page repeats is furniture; what an outlet tells twice is not."""

import time

import polars as pl

from provenance.corpus.article import Article
from provenance.corpus.article_row import row
from provenance.corpus.articles import frame
from provenance.corpus.furniture.recurring import recurring

STORIES = (
    ("The harbour board of Lower Wick voted on Monday to close the eastern lock for eleven weeks while divers look.",
     "Ferry captains asked for a second hearing, and the clerk promised to put the request to a vote in early May."),
    ("A flock of jackdaws has taken over the old signal tower above Oxmoor, and the railway does not know what to do.",
     "Passengers are asked to leave no sandwiches on the platform until all of the birds have been counted."),
    ("Snow fell on the moor for the ninth day in a row, which nobody at the office in Brenmouth can remember.",
     "It keeps records from 1871 on, and its oldest clerk said that the ninth day was always a dry one in them."),
    ("The last lamplighter of Kessin has hung up his ladder after forty years, and the town gave him a lamp.",
     "He said that he would light it every evening at six, as he always had, and that nobody needed to pay him."),
)  # fmt: skip
BAR = "Order reprint | Purchase a print"


def corpus(lines: list[str], *, outlet: str | None = "Wick Post", stories=STORIES) -> pl.DataFrame:
    texts = ["\n\n".join((line, *story)) for line, story in zip(lines, stories, strict=True)]
    return frame([row(Article(f"a{i}", "", None, None, text, outlet=outlet)) for i, text in enumerate(texts)])


def marked(articles: pl.DataFrame, kept=lambda _: False) -> list[str]:
    rows = recurring(articles, kept).select("text", "furniture").iter_rows()
    return [text[span["start"] : span["end"]] for text, spans in rows for span in spans if span["kind"] == "recurring"]


def test_a_line_of_every_page_is_furniture_and_not_counted():
    read = corpus([BAR] * 4)
    assert marked(read) == [BAR] * 4
    assert (read["words"] - recurring(read)["words"]).to_list() == [5] * 4


def test_words_are_counted_as_everywhere_where_a_letter_is_a_token():
    stories = tuple((f"{first}渡船今天停航", second) for first, second in STORIES)
    bar = "Order reprint | 订购重印"
    read = recurring(corpus([bar] * 4, stories=stories))
    assert marked(read) == [bar] * 4
    plain = [row(Article("a", "", None, None, "\n\n".join(story)))["words"] for story in stories]
    assert read["words"].to_list() == plain


def test_numbers_in_it_may_differ():
    bars = [f"[reprint {number} of 40]" for number in range(4)]
    assert marked(corpus(bars)) == bars


def test_a_line_of_one_page_is_not():
    assert marked(corpus([BAR, *(story[0][:60] for story in STORIES[1:])])) == []


def test_versions_of_one_story_are_one():
    one = tuple(
        (*STORIES[0], f"The vote was put off the {number} time.") for number in ("first", "second", "third", "last")
    )
    assert marked(corpus([BAR] * 4, stories=one)) == []


def test_a_byline_stays():
    assert marked(corpus(["Ida Fenn"] * 4)) == []


def test_what_the_caller_keeps_stays():
    assert marked(corpus([BAR] * 4), kept=lambda line: "reprint" in line) == []


def test_without_an_outlet_nothing_recurs():
    assert marked(corpus([BAR] * 4, outlet=None)) == []


def test_the_order_of_the_articles_does_not_matter():
    read = corpus([BAR] * 4)
    assert recurring(read.reverse()).sort("article").equals(recurring(read))


def test_many_lines_and_much_furniture_take_time_by_their_number():
    text = "\n".join(f"Share this\nPier {number} of Oxmoor" for number in range(5_000))
    read = frame([row(Article(f"a{i}", "", None, None, text, outlet="Wick Post")) for i in range(2)])
    started = time.process_time()
    recurring(read)
    assert (
        time.process_time() - started < 20
    )  # a tenth of it is usual; a look at every span for every line takes minutes
