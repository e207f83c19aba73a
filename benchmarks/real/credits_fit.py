"""`python -m benchmarks.real.credits_fit DATA_FOLDER [--cross]`: the weights of credit_weights.tsv
(provenance/origin/credits/).

Multinomial logistic regression, held to 0 (ridge), on the mentions of mentions.tsv whose texts stand in DATA_FOLDER
(CORPUS.parquet with id, text, outlet, url), each text as it stands and on one line, and on the invented forms.tsv.
`--cross` leaves out each outlet in turn, a tenth of them at once, and prints what the others' weights say of it. A
corpus that is not there is named and left out; without any the fit is on the invented forms alone, and is not written.
"""

import csv
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import polars as pl

from provenance.corpus.furniture.scan import furniture
from provenance.corpus.language import language
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import name_mentions
from provenance.origin.credits.model import CONSTANT, KINDS, WEIGHTS, Weights, probabilities

LABELS = Path(__file__).with_name("mentions.tsv")
FORMS = Path(__file__).with_name("forms.tsv")
CARRIER = Path(__file__).parents[2] / "seeds" / "harbour-dredging-plan.md"  # names no agency
OTHER_KIND = {"relay": "credit", "poll": "other"}  # kinds of the labels that the model has under another name
PULL = 1.0  # towards 0
LOOSE = 0.1  # the same for what the rules say
FEWEST = 3  # mentions, of two outlets, in which a sign must stand to have a weight
FOLDS = 10
STEPS = 400
SMALLEST = 0.02  # weights under this are not written
FORM = 0.7  # what an invented form counts beside a mention that was read
ONE_LINE = 0.5  # what a text on one line counts beside the text as it stands

_BETWEEN = re.compile(r"\s{0,400}(?:#{3}|\n)[\s#]{0,400}")
F64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """One labelled mention with its signs."""

    corpus: str
    article: str
    outlet: str
    kind: str
    signs: tuple[str, ...]
    weight: float


def labels() -> dict[tuple[str, str], list[dict[str, str]]]:
    """The labelled mentions of each article, by corpus and id."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["corpus"], row["id"]].append(row)
    return dict(found)


def examples(data: Path) -> list[Example]:
    """Every labelled mention whose text is in the folder, in the order of the file."""
    catalogue = Catalogue.load()
    found: list[Example] = []
    read = labels()
    for corpus in sorted({corpus for corpus, _ in read}):
        table = data / f"{corpus}.parquet"
        if not table.exists():
            print(f"{table} is not there: its mentions are left out", file=sys.stderr)
            continue
        for row in pl.read_parquet(table).sort("id").iter_rows(named=True):
            of_article = read.get((corpus, str(row["id"])))
            if of_article:
                found += _of_article(corpus, row, of_article, catalogue)
    return found


def _of_article(
    corpus: str, row: Mapping[str, object], of_article: Sequence[Mapping[str, str]], catalogue: Catalogue
) -> Iterable[Example]:
    text = str(row["text"])
    outlet, url = (str(row[name]) if row.get(name) else None for name in ("outlet", "url"))
    house = outlet or (urlsplit(url).hostname if url else None) or corpus
    spans = [(start, end, kind) for start, end, kind in furniture(text)]
    beside = {"outlet": outlet, "url": url, "language": language(text, None), "catalogue": catalogue}
    for layout, weight in (((lambda part: part), 1.0), (on_one_line, ONE_LINE)):
        inside = [(len(layout(text[:start])), len(layout(text[:end])), kind) for start, end, kind in spans]
        here = [
            (len(layout(text[: int(one["start"])])), len(layout(text[: int(one["end"])])), one) for one in of_article
        ]
        for start, end, signs in name_mentions(layout(text), furniture=inside, **beside):  # type: ignore[arg-type]
            label = next((one for first, last, one in here if first < end and start < last), None)
            if label:
                kind = OTHER_KIND.get(label["kind"], label["kind"])
                yield Example(corpus, str(row["id"]), house, kind, tuple(signs), weight)


def forms() -> list[Example]:
    """The invented forms, each in every place that it names of an invented article."""
    catalogue = Catalogue.load()
    _, _, story = CARRIER.read_text(encoding="utf-8").partition("\n\n")
    around = {"first": ("", f"\n\n{story}"), "lead": ("", f" {story}"), "last": (f"{story}\n\n", "")}
    around["deep"] = (f"{story}\n\n", f"\n\n{story}")
    found: list[Example] = []
    with FORMS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            start, end = row["text"].index("⟦"), row["text"].index("⟧") - 1
            line = row["text"].replace("⟦", "").replace("⟧", "")
            for place in row["place"].split():
                before, after = around[place]
                span = len(before) + start, len(before) + end
                found += (
                    Example("forms", line, line, row["kind"], tuple(signs), FORM)
                    for first, last, signs in name_mentions(before + line + after, catalogue=catalogue)
                    if first < span[1] and span[0] < last
                )
    return found


def on_one_line(text: str) -> str:
    """The text with a blank between its paragraphs.

    >>> on_one_line("By Ann Roe ### It rained.\\n\\nAll day.")
    'By Ann Roe It rained. All day.'
    """
    return _BETWEEN.sub(" ", text)


def fitted(rows: Sequence[Example], pull: float = PULL) -> dict[str, F64]:
    """The weights of all signs that stand often enough, by accelerated gradient descent (Nesterov)."""
    places: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for row in rows:
        for sign in row.signs:
            places[sign].add(row.outlet)
            counts[sign] += row.weight >= 1
    names = [CONSTANT, *sorted(sign for sign in counts if counts[sign] >= FEWEST and len(places[sign]) > 1)]
    number = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    table[:, 0] = 1
    for line, row in enumerate(rows):
        table[line, [number[sign] for sign in row.signs if sign in number]] = 1
    target = np.array([[row.kind == kind for kind in KINDS] for row in rows], dtype=np.float64)
    share = np.array([[row.weight] for row in rows])
    held = np.array([[LOOSE if name.startswith(("rule:", "guard:")) else pull] for name in names])
    held[0] = 0.01
    step = 1 / (0.5 * np.linalg.norm(table * np.sqrt(share), 2) ** 2 + pull)
    weights = ahead = np.zeros((len(names), len(KINDS)))
    for number_of in range(1, STEPS + 1):
        scores = table @ ahead
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = share * (powers / powers.sum(axis=1, keepdims=True) - target)
        latest = ahead - step * (table.T @ error + held * ahead)
        ahead = latest + (number_of - 1) / (number_of + 2) * (latest - weights)
        weights = latest
    return dict(zip(names, weights, strict=True))


def fold(outlet: str) -> int:
    """The tenth in which an outlet is left out."""
    return hashlib.sha256(outlet.encode()).digest()[0] % FOLDS


def crossed(rows: Sequence[Example]) -> list[tuple[Example, dict[str, float]]]:
    """Each mention as it stands with the probabilities by weights that were fitted without its outlet."""
    found = []
    for number in range(FOLDS):
        weights = fitted([row for row in rows if fold(row.outlet) != number])
        found += [
            (row, probabilities(row.signs, weights)) for row in rows if fold(row.outlet) == number and row.weight >= 1
        ]
    return found


def written(weights: Weights) -> str:
    """The weights as the table that is shipped."""
    lines = ["\t".join(("sign", *KINDS))]
    for sign in sorted(weights, key=lambda sign: (sign != CONSTANT, sign)):
        if np.abs(weights[sign]).max() >= SMALLEST:
            lines.append("\t".join((sign, *(f"{weight:.2f}" for weight in weights[sign]))))
    return "\n".join(lines) + "\n"


def main(data: Path, *, cross: bool) -> None:
    """Fit, and write the table; with `cross`, print the figures by outlets left out as well."""
    rows = examples(data)
    real = bool(rows)
    rows += forms()
    print(f"{sum(row.weight >= 1 for row in rows)} mentions of {len({row.outlet for row in rows})} outlets")
    weights = fitted(rows)
    if real:
        WEIGHTS.write_text(written(weights), encoding="utf-8")
    else:
        print(f"{data} holds no labelled text: {len(weights)} weights of the invented forms alone, not written")
    if cross:
        report(crossed(rows))


def report(found: Sequence[tuple[Example, dict[str, float]]]) -> None:
    """Print how often each kind is met, and how far the probabilities are from what happened."""
    table = Counter((row.kind, max(KINDS, key=lambda kind: likely[kind])) for row, likely in found)
    for kind in KINDS:
        print(kind.ljust(10), "  ".join(f"{table[kind, other]:5d}" for other in KINDS))
    sure = np.array([max(likely.values()) for _, likely in found])
    right = np.array([likely[row.kind] == max(likely.values()) for row, likely in found])
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    ]
    print(f"right {right.mean():.3f}, expected calibration error {sum(gaps):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), cross="--cross" in sys.argv)
