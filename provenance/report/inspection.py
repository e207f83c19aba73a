"""How one file was read, for a terminal: its articles, its warnings, and each article's parts with their places."""

from collections.abc import Mapping
from typing import Any

from provenance.report.layout import Sheet
from provenance.report.wording import candidate_dates, many, shortened

SHOWN = 90  # characters of a quoted span
BEGIN = 200  # characters of a text that are shown
METADATA = ("title", "outlet", "byline", "url", "language", "published_given", "dateline")


def inspection(report: Mapping[str, Any], *, colour: bool = False, width: int = 80, full: bool = False) -> str:
    """The text of `provenance inspect`, from what run.inspect found; `full`: with the whole text of each article."""
    sheet = Sheet(width)
    counts = report["counts"]
    sheet.line((report["path"], "title"))
    counted = many(counts["articles"], "article")
    seen = many(counts["seen"], "entry", "entries")
    sheet.line(f"{counted}; of {seen} {counts['warned']:,} warned, {counts['rejected']:,} rejected")
    for entry in report["ledger"]:
        line = "" if entry["line"] is None else f" line {entry['line']}"
        style = "no" if entry["verdict"] == "rejected" else "strong"
        sheet.line((f"{entry['verdict']} ", style), f"{entry['code']}{line}: {entry['message']}", indent=2, hang=2)
    for layout in report["files"]:
        _layout(sheet, layout, alone=len(report["files"]) == 1)
    for article in report["articles"]:
        _article(sheet, article, full=full)
    more = counts["articles"] - len(report["articles"])
    if more > 0:
        sheet.blank()
        sheet.line((f"… and {more:,} more articles (--most)", "dim"))
    return sheet.shown(colour=colour)


def _layout(sheet: Sheet, layout: Mapping[str, Any], *, alone: bool) -> None:
    """How one file is laid out, in a line or a few."""
    parts = [layout["format"], layout.get("packing"), layout.get("kind"), layout.get("encoding")]
    said = ", ".join(part for part in parts if part)
    sheet.labelled("read as", said if alone else f"{said}: {layout['path']}")
    if "dialect" in layout:
        dialect = layout["dialect"]
        above = f", {dialect['lines_above_header']} lines above the header" if dialect["lines_above_header"] else ""
        names = ", no header" if dialect["names"] else ""
        quoting = f"quote {dialect['quote']}, {dialect['escape']}"
        sheet.labelled("dialect", f"delimiter {dialect['delimiter']}, {quoting}{above}{names}")
    if layout.get("columns"):
        sheet.labelled("columns", ", ".join(f"{name} = {column}" for name, column in layout["columns"].items()))
    if layout.get("other_columns"):
        sheet.labelled("not read", shortened(", ".join(layout["other_columns"]), 200))


def _article(sheet: Sheet, article: Mapping[str, Any], *, full: bool) -> None:
    text = article["text"]
    sheet.heading(article["article"])
    if article.get("encoding"):
        sheet.labelled("encoding", article["encoding"])
    sheet.labelled("text", f"{len(text):,} characters, {article['words']:,} words without furniture")
    if full:
        _text(sheet, article)
    else:
        sheet.labelled("begins", (shortened(" ".join(text[:BEGIN].split()), BEGIN), "text"))
    for name in METADATA:
        if article[name]:
            sheet.labelled(name.removesuffix("_given"), shortened(str(article[name]), 200))
    for number, fact in enumerate(article["metadata"]):
        sentence = f"{fact['field']} {shortened(fact['value'], SHOWN)}"
        sheet.labelled("" if number else "page says", sentence, (f" ({fact['basis']})", "dim"))
    sheet.labelled("date", _bounds(article))
    if article["published_candidates"]:
        sheet.labelled("", f"days it can mean: {candidate_dates(article['published_candidates'])}")
    for reason in article["date_evidence"]:
        sheet.labelled("", (f"{reason['layer']}: {reason['note']}", "dim"))
    for kind, rows, words in (
        ("furniture", article["furniture"], lambda row: row["kind"]),
        ("credits", article["credits"], _credit),
        ("quotes", article["quotes"], lambda row: row["speaker"] or "speaker not known"),
    ):
        for number, row in enumerate(rows):
            span = "metadata" if row["start"] is None else f"{row['start']:,}-{row['end']:,}"
            quoted = "" if row["start"] is None else f" “{shortened(text[row['start'] : row['end']], SHOWN)}”"
            sheet.labelled(kind if number == 0 else "", f"{span} {words(row)}", (quoted, "text"))
        if not rows:
            sheet.labelled(kind, ("none", "dim"))


def _text(sheet: Sheet, article: Mapping[str, Any]) -> None:
    """The whole text, a line a line; before one of furniture stands what it is."""
    text, place = article["text"], 0
    kinds = [(span["start"], span["end"], span["kind"]) for span in article["furniture"]]
    for line in text.split("\n"):
        kind = next((kind for start, end, kind in kinds if start < place + len(line) and end > place), "")
        if line.strip():
            sheet.line(
                (f"[{kind}] " if kind else "", "dim"), (line.strip(), "dim" if kind else "text"), indent=2, hang=2
            )
        place += len(line) + 1


def _credit(row: Mapping[str, Any]) -> str:
    name = (
        row["agency"]
        or " or ".join(row["alternatives"] or ())
        or ("its own label" if row["kind"] == "self" else "no name")
    )
    return f"{name}, {row['kind']}, {row['scope']} ({row['position']})"


def _bounds(article: Mapping[str, Any]) -> str:
    first, last = article["published_from"], article["published_to"]
    if first is None and last is None:
        return "not known"
    ends = [moment.isoformat(sep=" ", timespec="minutes") if moment else "open" for moment in (first, last)]
    return f"{ends[0]} to {ends[1]}, by its {article['date_basis'] or 'capture'}"
