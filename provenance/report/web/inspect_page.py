"""How one file was read, as a page: its layout, what was amiss, and each article with its parts marked in the text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from provenance.report import wording
from provenance.report.story import Period
from provenance.report.web.beside import segment_html
from provenance.report.web.html import text_window
from provenance.report.web.marked import LONGEST, marked_segments
from provenance.report.web.markup import language_code, web_link
from provenance.report.web.rendering import rendered

Row = Mapping[str, Any]
LISTED = 50  # entries of the ledger, files of an archive and rows of a table that the page lists
QUOTED = 160  # characters of a stretch that a table shows
METADATA = (
    ("Headline", "title"), ("Outlet", "outlet"), ("Byline", "byline"), ("Dateline", "dateline"),
    ("Language", "language"), ("Date as given", "published_given"), ("Encoding", "encoding"),
)  # fmt: skip


@dataclass(frozen=True)
class InspectedPart:
    """A stretch of an article, or of its metadata, that was recognised."""

    kind: str  # in words
    about: str
    quote: str


@dataclass(frozen=True)
class InspectedArticle:
    """An article ready to be shown."""

    row: Row
    fields: tuple[tuple[str, str], ...]
    address: str | None
    language: str | None
    published: Period
    prose: Markup
    window: str
    furniture: tuple[InspectedPart, ...]
    credits: tuple[InspectedPart, ...]
    quotes: tuple[InspectedPart, ...]


def inspection_page(report: Row) -> str:
    """The page of `provenance inspect`, from what run.inspect found."""
    return rendered(
        "inspect.html",
        report=report,
        articles=[_inspected(row) for row in report["articles"]],
        more=report["counts"]["articles"] - len(report["articles"]),
        layouts=[_layout(layout) for layout in report["files"][:LISTED]],
        listed=LISTED,
        longest=LONGEST,
    )


def _inspected(row: Row) -> InspectedArticle:
    text = row["text"]
    return InspectedArticle(
        row=row,
        fields=tuple((label, str(row[name])) for label, name in METADATA if row.get(name)),
        address=web_link(row["url"]),
        language=language_code(row["language"]),
        published=Period(row["published_from"], row["published_to"]),
        prose=Markup("").join(map(segment_html, marked_segments(text, list(_spans(row))))),
        window=text_window(text),
        furniture=_parts(row["furniture"], text, lambda span: (span["kind"], "")),
        credits=_parts(row["credits"], text, _credit),
        quotes=_parts(row["quotes"], text, lambda quote: (quote["speaker"] or "speaker not named", ""), "{}"),
    )


def _spans(row: Row) -> Iterable[tuple[int, int, str, str]]:
    """Everything in the text that has a place."""
    for span in row["furniture"]:
        yield span["start"], span["end"], "furniture", f"page furniture: {span['kind']}"
    for credit in row["credits"]:
        if credit["start"] is not None:
            yield credit["start"], credit["end"], "credit", ": ".join(_credit(credit))
    for quote in row["quotes"]:
        yield quote["start"], quote["end"], "quote", f"said by {quote['speaker'] or 'someone unnamed'}"
    for reason in row["date_evidence"]:
        if reason["start"] is not None and reason["end"] is not None:
            yield reason["start"], reason["end"], "date", reason["note"]


def _parts(
    rows: Iterable[Row], text: str, words: Callable[[Row], tuple[str, str]], quoted: str = "“{}”"
) -> tuple[InspectedPart, ...]:
    """Rows with a place in the text; `quoted` is how their words are set."""
    parts = []
    for row in rows:
        kind, about = words(row)
        quote = "" if row["start"] is None else wording.shortened(text[row["start"] : row["end"]], QUOTED)
        parts.append(InspectedPart(kind, about, quoted.format(quote) if quote else ""))
    return tuple(parts)


def _credit(row: Row) -> tuple[str, str]:
    names = [wording.agency_name(name, {}) or name for name in (row["agency"], *(row["alternatives"] or ())) if name]
    named = wording.listed(names, "or") if names else "its own label" if row["kind"] == "self" else "no name"
    return named, f"{wording.KINDS.get(row['kind'], row['kind'])}, {wording.SCOPES.get(row['scope'], 'scope unknown')}"


def _layout(layout: Row) -> list[tuple[str, str]]:
    """How one file is laid out, as labels and values."""
    parts = [layout["format"], layout.get("packing"), layout.get("kind"), layout.get("encoding")]
    rows = [("File", layout["path"]), ("Read as", ", ".join(part for part in parts if part))]
    if "dialect" in layout:
        dialect = layout["dialect"]
        rows.append(("Dialect", f"delimiter {dialect['delimiter']}, quote {dialect['quote']}, {dialect['escape']}"))
        if dialect["lines_above_header"] or dialect["names"]:
            rows.append(("Header", "none" if dialect["names"] else f"below {dialect['lines_above_header']} lines"))
    if layout.get("columns"):
        rows.append(("Columns", ", ".join(f"{name} = {column}" for name, column in layout["columns"].items())))
    if layout.get("other_columns"):
        rows.append(("Not read", ", ".join(layout["other_columns"])))
    return rows
