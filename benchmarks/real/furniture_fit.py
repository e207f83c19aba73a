"""`python -m benchmarks.real.furniture_fit DATA_FOLDER [--write]`: the weights of corpus/furniture/recurring.toml.

Words: how much likelier one stands in a short line around an article than in a short line of an article, over the sites
of html_pages.parquet (what is not in the article by its gold) and the outlets of allsides.parquet (what recurs). Signs:
logistic regression, held to 0 (ridge), on the lines of allsides that recur and were read (furniture_lines.tsv). Prints
precision and recall over ten folds of lines.
"""

import argparse
import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
from lxml import html

from provenance.corpus.article import Article
from provenance.corpus.article_row import row
from provenance.corpus.articles import frame
from provenance.corpus.formats.decode import decode
from provenance.corpus.furniture import recurring, recurring_signs
from provenance.corpus.furniture.labels import folded
from provenance.corpus.furniture.lines import split_lines
from provenance.corpus.furniture.recurring_signs import WORD, Recurrence, letter_cases, line_signs
from provenance.origin.credits.catalogue import Catalogue

LABELS = Path(__file__).with_name("furniture_lines.tsv")
MOST_WORDS = 14  # of a short line
FEWEST_SITES = 8  # that have a word around their articles
LIGHTEST = -1.0  # words that weigh less are left out
FOLDS = 10
PULL = 1.0  # towards 0
STEPS = 40
SITES = 330  # outlets and pages
BALANCE = 5.5  # log odds at which a word stands for neither
_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "td", "th", "section"),
        *("article", "header", "footer", "nav", "aside", "figure", "figcaption", "blockquote", "pre", "form", "dl"),
        *("dt", "dd", "br", "hr", "main", "button", "label", "option"),
    )
)
_HIDDEN = frozenset(["script", "style", "noscript", "template", "svg", "head", "select", "iframe"])
F64 = npt.NDArray[np.float64]


def page_words(data: Path, articles: pl.DataFrame) -> dict[str, float]:
    """The weights of words that pages put around articles."""
    sites: dict[str, set[str]] = defaultdict(set)
    inside: Counter[str] = Counter()
    lines_inside = 0
    for site, line, of_article in (*_of_pages(data), *_of_articles(articles)):
        members_read = set(WORD.findall(folded(line)))
        if not members_read or len(WORD.findall(line)) > MOST_WORDS:
            continue
        if of_article:
            inside.update(members_read)
            lines_inside += 1
        else:
            for word in members_read:
                sites[word].add(site)
    weights = {
        word: math.log((len(where) + 0.5) / SITES) - math.log((inside[word] + 0.5) / lines_inside) - BALANCE
        for word, where in sites.items()
        if len(where) >= FEWEST_SITES
    }
    return {word: round(weight, 1) for word, weight in sorted(weights.items()) if weight >= LIGHTEST and word.isascii()}


def _of_pages(data: Path) -> Iterator[tuple[str, str, bool]]:
    for name, raw, gold in pl.read_parquet(data / "html_pages.parquet").select("id", "html", "text").iter_rows():
        text = f" {_plain(gold)} "
        tree = html.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", decode(raw).text))
        for line in dict.fromkeys(_visible(tree)):
            yield f"page {name}", line, f" {_plain(line)} " in text


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _visible(tree: html.HtmlElement) -> list[str]:
    """The lines of a page, one a block."""
    parts: list[str] = []

    def walk(element: html.HtmlElement) -> None:
        if not isinstance(element.tag, str) or element.tag in _HIDDEN:
            return
        mark = "\n" if element.tag in _BLOCKS else ""
        parts.extend((mark, element.text or ""))
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        parts.append(mark)

    walk(tree)
    return [" ".join(line.split()) for line in "".join(parts).split("\n") if line.strip()]


def _of_articles(articles: pl.DataFrame) -> Iterator[tuple[str, str, bool]]:
    """Short lines of the corpus: what stands once is the article's; what three articles or a cue have is not."""
    places: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    cued = set()
    for number, (text, outlet, furniture) in enumerate(articles.select("text", "outlet", "furniture").iter_rows()):
        known = [(span["start"], span["end"]) for span in furniture]
        for line in split_lines(text):
            if line.words <= MOST_WORDS:
                key = folded(line.text)
                places[key][outlet or ""].add(number)
                if any(start <= line.start and line.end <= end for start, end in known):
                    cued.add(key)
    for line, outlets in places.items():
        most = max(map(len, outlets.values()))
        if most == 1 and line not in cued:
            yield "", line, True
        elif most > 2 or line in cued:
            for outlet in outlets:
                yield outlet, line, False


def labelled(articles: pl.DataFrame) -> tuple[list[Recurrence], list[bool], recurring_signs.Case]:
    """The lines that were read, as the corpus has them, and whether each is furniture."""
    with LABELS.open(encoding="utf-8", newline="") as rows:
        wanted = {
            (row["article"], int(row["start"])): row["label"] == "furniture"
            for row in csv.DictReader(rows, delimiter="\t")
        }
    names, agencies = articles["article"].to_list(), Catalogue.load()
    members_read, labels = [], []
    for members, stories in recurring.repeated_lines(articles):
        label = next((wanted[key] for o in members if (key := (names[o.article], o.line.start)) in wanted), None)
        if label is not None and stories > 1 and not agencies.names(members[0].line.text):
            members_read.append(recurring.recurrence(members, stories))
            labels.append(label)
    return members_read, labels, letter_cases(recurring.long_lines(articles))


def fitted(table: F64, labels: F64) -> F64:
    """Weights by Newton's steps, on signs of unit spread; the constant is not held."""
    middle, spread = table.mean(0), table.std(0) + 1e-9
    middle[0], spread[0] = 0, 1
    scaled = (table - middle) / spread
    held = np.eye(table.shape[1]) * PULL
    held[0, 0] = 0
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (likely - labels) + held @ weights
        weights -= np.linalg.solve(scaled.T @ (scaled * (likely * (1 - likely))[:, None]) + held, slope)
    weights = weights / spread
    weights[0] -= float(weights[1:] @ middle[1:])
    return np.asarray(weights)


def report(table: F64, labels: F64) -> None:
    """Precision and recall of lines, each by weights that were fitted without it."""
    likely = np.zeros(len(labels))
    for fold in range(FOLDS):
        out = np.arange(len(labels)) % FOLDS == fold
        likely[out] = 1 / (1 + np.exp(-table[out] @ fitted(table[~out], labels[~out])))
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = likely >= least
        print(
            f"{least}  {chosen.sum()} lines, precision {labels[chosen].mean():.3f}, "
            f"recall {labels[chosen].sum() / labels.sum():.3f}"
        )


def written(names: Sequence[str], weights: F64, words: dict[str, float]) -> str:
    """The weights as the file that is shipped."""
    rows = ["# Made by `python -m benchmarks.real.furniture_fit`: what makes a line that recurs furniture.", "[signs]"]
    rows += [f'"{name}" = {weight:.2f}' for name, weight in zip(names, weights, strict=True)]
    rows += ["", "# Words of lines around articles: log odds beside short lines of articles.", "[words]"]
    rows += [f'"{word}" = {weight}' for word, weight in words.items()]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Fit, show, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    read = pl.read_parquet(asked.data / "allsides.parquet").filter(pl.col("text").str.len_chars() > 0)
    given = (
        Article(i, "", None, None, t, outlet=o, url=u) for i, t, o, u in read["id", "text", "outlet", "url"].iter_rows()
    )
    articles = frame([row(article) for article in given])
    path = Path(str(files("provenance.corpus.furniture") / "recurring.toml"))
    words = page_words(asked.data, articles)
    recurring_signs.sign_weights()["words"] = words
    members_read, labels, case = labelled(articles)
    read_signs = [line_signs(one, case) for one in members_read]
    table = np.array([[1.0, *one.values()] for one in read_signs])
    target = np.array(labels, dtype=np.float64)
    print(f"{len(members_read)} lines, {int(target.sum())} of them furniture; {len(words)} words")
    report(table, target)
    weights = fitted(table, target)
    names = ["constant", *read_signs[0]]
    print({name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    if asked.write:
        path.write_text(written(names, weights, words), encoding="utf-8")


if __name__ == "__main__":
    main()
