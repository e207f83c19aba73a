"""`python -m benchmarks.passages planted|pan|chance|cost|wording`: how well passages are found, beside what is true."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.passages.cost import cost
from benchmarks.passages.reports import Page, chance_page, pan_page, planted_page
from benchmarks.passages.wording import wording

PAGES: Mapping[str, Callable[[argparse.Namespace], Page]] = {
    "planted": lambda given: planted_page(given.articles, given.each, given.seed),
    "pan": lambda given: pan_page(given.sample, given.seed),
    "chance": lambda given: chance_page(),
    "cost": lambda given: Page(cost(given.articles)),
    "wording": lambda given: Page(wording(given.without)),
}


def main() -> None:
    """Print one page; with --out also write it, and its drawing, into a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.passages", description=__doc__)
    parser.add_argument("page", choices=sorted(PAGES))
    parser.add_argument("--articles", type=int, default=2000, help="planted, cost: articles of the corpus")
    parser.add_argument("--each", type=int, default=100, help="planted: plants of every kind")
    parser.add_argument("--sample", type=int, help="pan: pairs of each category (all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", type=Path, help="wording: a file of pairs that are left out, a JSON line each")
    parser.add_argument("--out", type=Path, help="folder for the page (.md), its drawing (.svg) and its table (.tsv)")
    given = parser.parse_args()
    page = PAGES[given.page](given)
    print(page.text)
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / f"passages-{given.page}.md").write_text(page.text, encoding="utf-8")
        for ending, content in (("svg", page.drawing), ("tsv", page.table)):
            if content:
                (given.out / f"passages-{given.page}.{ending}").write_text(content, encoding="utf-8")


main()
