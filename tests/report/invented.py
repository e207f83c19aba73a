"""An invented trace with everything in it that a report has to show; every event, place and outlet is made up."""

from datetime import UTC, date, datetime, timedelta

from provenance.base import tables as t
from provenance.base.tokens import outside, words

WIRE = """PORT ARDENT, March 3 (Reuters) - A fire that broke out in a grain store closed the harbour of Port Ardent \
on Sunday and forced four ships to wait at anchor, the harbour authority said.
Firefighters from three districts fought the flames until dawn and kept them from spreading to a fuel depot \
two hundred metres away, the fire brigade said. No one was hurt.
"We had luck with the wind, and we had crews who know every pipe on this pier," harbour master Ilse Varga told \
reporters beside the smouldering silo.
The store held some 9,000 tonnes of barley that were to be shipped to three countries this week, according to \
the Lorandian grain board, which put the loss at 2.1 million crowns.
Port Ardent handles about a fifth of the country's grain exports and had reopened only in November after a strike \
that lasted six weeks.
(Reporting by Tomas Lind; Editing by Mara Quell)"""

LEAD = """Harbour fire stops grain ships

By our own staff

Barley burned through the night in Port Ardent, where the harbour stayed shut on Sunday.
"""
SHARED_FIRE = """Firefighters from three districts fought the flames until dawn and kept them from spreading to a \
fuel depot two hundred metres away, the fire brigade said. No one was hurt."""
SHARED_BARLEY = """The store held some 9,000 tonnes of barley that were to be shipped to three countries this week, \
according to the Lorandian grain board"""
REWRITE = f"""{LEAD}{SHARED_FIRE}
{SHARED_BARLEY}. Bakers in the capital said they expected no shortage.
Read also: Ten things to do in Port Ardent
Share this article · 3 hours ago"""

CUT = WIRE.partition("\nPort Ardent handles")[0].replace("March 3 (Reuters) - ", "")
RELAY = WIRE.replace("PORT ARDENT, March 3 (Reuters) - ", "PORT ARDENT, March 4 - ").replace(
    "(Reporting by Tomas Lind; Editing by Mara Quell)", "(Reuters/LNA)"
)

BACKGROUND = "which has kept its border crossings closed to lorries since the customs dispute of last autumn"
TALKS_ONE = f"""The foreign ministers of Lorandia and Kesh will meet on Wednesday, January 17, in a mountain hotel.
Kesh, {BACKGROUND}, has asked for observers.
Reuters writes about this.
“We come with open hands,” the Keshi minister said, as quoted by KNA."""
TALKS_TWO = f"""A convoy of forty lorries turned back from Kesh, {BACKGROUND}, drivers said on Tuesday.
The lorries carried apples."""
TALKS_THREE = """Apples have become dear in Lorandia. A kilogram cost nine crowns at the market in Velm on Tuesday, \
traders said, twice the price of a year ago."""

PERSIAN = """به گزارش خبرگزاری ایرنا، آتش\u200cسوزی در انبار غله بندر آردنت روز یکشنبه مهار شد.
رئیس بندر گفت که هیچ\u200cکس آسیب ندیده است. «باد با ما یار بود»."""
ARABIC_TITLE = "حريق في مرفأ أردنت"

HOSTILE = (
    "</script><script>document.title='owned'</script>\x1b[2J\x1b]0;owned\x07 \u202eevil\u202c "
    '"><img src=x onerror="document.title=\'owned\'"> [bold red]markup[/] {{7*7}} {% raw %} '
    "\u2028\u2029 javascript:alert(1) \r\nprovenance: error: forged ]]> <!-- --> &lt;b&gt; \U000e0067"
)
HOSTILE_ID = "../../<script>document.title='owned'</script>\u202e\x1b[31m\n.html"


def day(year: int, month: int, number: int) -> dict[str, object]:
    first = datetime(year, month, number, tzinfo=UTC)
    return {"published_from": first, "published_to": first + timedelta(days=1, microseconds=-1)}


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def article(key: str, text: str, **known: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(t.ARTICLES)
    row |= {"article": key, "path": key, "text": text, "language": "en", "furniture": [], "published_candidates": []}
    row |= known
    row["date_evidence"] = row["date_evidence"] or []
    found = words(text)
    spans = [(s["start"], s["end"]) for s in row["furniture"]]  # type: ignore[attr-defined]
    row["words"] = int(outside(found.starts, found.ends, spans).sum())
    return row


def furniture(text: str, *parts: tuple[str, str]) -> list[dict[str, object]]:
    return [{"start": span(text, part)[0], "end": span(text, part)[1], "kind": kind} for part, kind in parts]


def reason(text: str, part: str, note: str, layer: str = "text") -> dict[str, object]:
    start, end = span(text, part) if part else (None, None)
    return {"layer": layer, "start": start, "end": end, "note": note}


def credit(key: str, text: str, phrase: str, name: str, agency: str | None, kind: str, **more: object) -> dict:
    start, end = span(text, phrase)
    inside = phrase.index(name)
    return {
        "article": key, "agency": agency, "alternatives": [], "kind": kind, "scope": "story",
        "start": start, "end": end, "name_start": start + inside, "name_end": start + inside + len(name),
        "position": "bracket", **more,
    }  # fmt: skip


def passage(left: str, right: str, texts: dict[str, str], part: str, **more: object) -> dict[str, object]:
    (a, b), (c, d) = span(texts[left], part), span(texts[right], part)
    count = len(words(part).words)
    return {
        "left": left, "right": right, "left_start": a, "left_end": b, "right_start": c, "right_end": d,
        "words": count, "matched": count, "bits": 6.5 * count, "expect": 1e-9, "significant": True, **more,
    }  # fmt: skip


def why(kind: str, weight: float, note: str, key: str | None = None, text: str = "", part: str = "") -> dict:
    start, end = span(text, part) if part else (None, None)
    return {"kind": kind, "weight": weight, "article": key, "start": start, "end": end, "note": note}


def drawn(derived: str, source: str, relation: str, probability: float, *evidence: dict, **more: object) -> dict:
    return {
        "derived": derived, "derived_kind": "article", "source": source, "source_kind": "article",
        "relation": relation, "direction": "known", "rank": 1, "probability": probability,
        "evidence": list(evidence), **more,
    }  # fmt: skip


TEXTS = {
    "fire/wire.txt": WIRE, "fire/cut.txt": CUT, "fire/relay.txt": RELAY, "fire/rewrite.txt": REWRITE,
    "fire/persian.txt": PERSIAN, "talks/one.txt": TALKS_ONE, "talks/two.txt": TALKS_TWO,
    "talks/three.txt": TALKS_THREE, "letters/a.txt": "A letter to the editor about swans.\n" + SHARED_BARLEY,
    "letters/b.txt": "Another letter to the editor.\n" + SHARED_BARLEY, HOSTILE_ID: HOSTILE + "\n" + SHARED_FIRE,
}  # fmt: skip


def articles() -> list[dict[str, object]]:
    return [
        article("fire/wire.txt", WIRE, title="Fire closes Lorandian grain harbour", outlet="Reuters",
                dateline="PORT ARDENT, March 3", byline="Tomas Lind", url="https://example.org/wire?a=1&b=2",
                date_basis="metadata", published_given="2024-03-03", **day(2024, 3, 3),
                date_evidence=[reason(WIRE, "", "the record's date says 2024-03-03", "metadata"),
                               reason(WIRE, "March 3", "its date line names 3 March"),
                               reason(WIRE, "on Sunday", "a same-day story names its own weekday: a Sunday")]),
        article("fire/cut.txt", CUT, title="Grain store burns in Port Ardent", outlet="Coast Daily",
                date_basis="metadata", published_given="2024-03-04", **day(2024, 3, 4)),
        article("fire/relay.txt", RELAY, title="Fire closes grain harbour", outlet="Lorandian News Agency",
                date_basis="text", **day(2024, 3, 4)),
        article("fire/rewrite.txt", REWRITE, title="Harbour fire stops grain ships", outlet="The Velm Courier",
                published_from=day(2024, 3, 4)["published_from"], published_to=day(2024, 3, 9)["published_to"],
                captured_from=day(2026, 1, 5)["published_from"], captured_to=day(2026, 1, 5)["published_to"],
                date_basis="text", furniture=furniture(
                    REWRITE, ("By our own staff", "byline"), ("Read also: Ten things to do in Port Ardent", "related"),
                    ("Share this article · 3 hours ago", "share")),
                date_evidence=[reason(REWRITE, "on Sunday", "a bare weekday lies 0 to 6 days back"),
                               reason(REWRITE, "3 hours ago", "page furniture dates the capture", "capture")]),
        article("fire/persian.txt", PERSIAN, title=ARABIC_TITLE, outlet="روزنامه ساحل", language="fa",
                date_basis="metadata", **day(2024, 3, 4)),
        article("talks/one.txt", TALKS_ONE, title="Ministers to meet in mountain hotel", outlet="Kurier 24",
                published_candidates=[date(y, 1, 17) for y in (2001, 2007, 2018, 2024, 2029)],
                published_from=day(2001, 1, 17)["published_from"], date_basis="text",
                date_evidence=[reason(TALKS_ONE, "Wednesday, January 17", "a Wednesday that is 17 January")]),
        article("talks/two.txt", TALKS_TWO, title="Forty lorries turn back", outlet="Border Post"),
        article("talks/three.txt", TALKS_THREE, title="The price of apples", outlet="Border Post",
                **day(2024, 1, 19)),
        article("letters/a.txt", TEXTS["letters/a.txt"]),
        article("letters/b.txt", TEXTS["letters/b.txt"]),
        article(HOSTILE_ID, TEXTS[HOSTILE_ID], title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, dateline=HOSTILE,
                language='en"><script>', url="javascript:alert(document.domain)", path=HOSTILE_ID,
                published_given=HOSTILE, date_basis=HOSTILE,
                date_evidence=[{"layer": HOSTILE, "start": 0, "end": 9, "note": HOSTILE}],
                furniture=[{"start": 0, "end": 20, "kind": HOSTILE}]),
    ]  # fmt: skip


def credits_() -> list[dict[str, object]]:
    return [
        credit("fire/wire.txt", WIRE, "(Reuters)", "Reuters", "reuters", "self", position="dateline"),
        credit("fire/wire.txt", WIRE, "(Reporting by Tomas Lind; Editing by Mara Quell)", "Tomas Lind", None, "self",
               position="signoff"),
        credit("fire/relay.txt", RELAY, "(Reuters/LNA)", "Reuters", "reuters", "credit"),
        credit("fire/relay.txt", RELAY, "(Reuters/LNA)", "LNA", None, "relay", alternatives=["lna-lt", "lna-lu"]),
        credit("fire/persian.txt", PERSIAN, "به گزارش خبرگزاری ایرنا", "ایرنا", "irna", "citation",
               position="sentence"),
        credit("talks/one.txt", TALKS_ONE, "Reuters writes about this.", "Reuters", "reuters", "citation",
               position="sentence"),
        credit("talks/one.txt", TALKS_ONE, "as quoted by KNA", "KNA", "kna", "quote", scope="passage",
               position="passage"),
        dict.fromkeys(t.CREDITS) | {"article": "fire/cut.txt", "agency": "reuters", "alternatives": [], "kind": "relay",
                                    "scope": "story", "position": "byline"},
        {"article": HOSTILE_ID, "agency": HOSTILE, "alternatives": [HOSTILE], "kind": HOSTILE, "scope": HOSTILE,
         "start": 5, "end": 30, "name_start": 5, "name_end": 30, "position": HOSTILE},
    ]  # fmt: skip


def quotes() -> list[dict[str, object]]:
    said = '"We had luck with the wind, and we had crews who know every pipe on this pier,"'
    rows = [
        (key, *span(TEXTS[key], said), "Ilse Varga", None)
        for key in ("fire/wire.txt", "fire/cut.txt", "fire/relay.txt")
    ]
    rows.append(("talks/one.txt", *span(TALKS_ONE, "“We come with open hands,”"), "Keshi minister", "kna"))
    rows.append((HOSTILE_ID, 3, 12, HOSTILE, HOSTILE))
    return [dict(zip(t.QUOTES, row, strict=True)) for row in rows]


def quotations() -> list[dict[str, object]]:
    said = '"We had luck with the wind, and we had crews who know every pipe on this pier,"'
    first = f"fire/wire.txt:{span(WIRE, said)[0]}"
    rows = [
        (first, "fire/cut.txt", *span(CUT, said), "Bo Sund", None, None, False, "exact", 17, "fire/wire.txt"),
        (first, "fire/relay.txt", *span(RELAY, "crews who know every pipe"), None, None, None, None, "indirect", 5,
         "fire/wire.txt"),
        (first, "fire/wire.txt", *span(WIRE, said), "Ilse Varga", None, None, True, "exact", 17, "fire/wire.txt"),
        (HOSTILE, HOSTILE_ID, 3, 12, HOSTILE, None, None, False, HOSTILE, 17, HOSTILE_ID),
        (HOSTILE, "letters/a.txt", 3, 12, HOSTILE, None, None, False, HOSTILE, 16, HOSTILE_ID),
    ]  # fmt: skip
    return [dict(zip(t.QUOTATIONS, row, strict=True)) for row in rows]


def passages() -> list[dict[str, object]]:
    opening = WIRE[WIRE.index("A fire that") : WIRE.index("\nPort Ardent handles")]
    whole = WIRE[WIRE.index("A fire that") : WIRE.index("\n(Reporting by")]
    return [
        passage("fire/cut.txt", "fire/wire.txt", TEXTS, opening),
        passage("fire/relay.txt", "fire/wire.txt", TEXTS, whole),
        passage("fire/cut.txt", "fire/relay.txt", TEXTS, opening),
        passage("fire/rewrite.txt", "fire/wire.txt", TEXTS, SHARED_FIRE),
        passage("fire/rewrite.txt", "fire/wire.txt", TEXTS, SHARED_BARLEY),
        passage("fire/relay.txt", "fire/rewrite.txt", TEXTS, SHARED_BARLEY),
        passage("letters/a.txt", "letters/b.txt", TEXTS, SHARED_BARLEY),
        passage("talks/one.txt", "talks/two.txt", TEXTS, BACKGROUND, bits=93.0),
        passage("talks/one.txt", "talks/two.txt", TEXTS, "Kesh", bits=4.0, expect=80.0, significant=False),
        passage(HOSTILE_ID, "fire/wire.txt", TEXTS, SHARED_FIRE),
    ]


def derivations() -> list[dict[str, object]]:
    named = why("credit", 3.0, "names Reuters: “Reuters writes about this.”", "talks/one.txt", TALKS_ONE,
                "Reuters writes about this.")  # fmt: skip
    return [
        drawn("fire/cut.txt", "fire/wire.txt", "partial", 0.94,
              why("passage", 2.6, "all of its words stand in the source, in the same order", "fire/cut.txt", CUT,
                  "No one was hurt."),
              why("date", 2.5, "the source is dated a day earlier", "fire/wire.txt", WIRE, "March 3"),
              why("credit", -0.7, "it names no agency")),
        drawn("fire/cut.txt", "fire/relay.txt", "partial", 0.21,
              why("passage", 2.1, "all of its words stand there as well"), rank=2),
        drawn("fire/relay.txt", "fire/wire.txt", "copy", 0.97,
              why("credit", 3.5, "names Reuters in a closing bracket", "fire/relay.txt", RELAY, "(Reuters/LNA)"),
              why("passage", 3.1, "nearly every word stands in the source")),
        drawn("fire/rewrite.txt", "fire/wire.txt", "rewrite", 0.72,
              why("passage", 2.4, "two passages, 47 words together", "fire/rewrite.txt", REWRITE, SHARED_FIRE),
              why("lead", 0.5, "the lead is written anew"),
              why("credit", -1.5, "calls itself the work of its own staff", "fire/rewrite.txt", REWRITE,
                  "By our own staff")),
        drawn("fire/persian.txt", "irna-fire", "citation", 0.91,
              why("credit", 3.0, "names its agency in the first sentence", "fire/persian.txt", PERSIAN,
                  "به گزارش خبرگزاری ایرنا"), source_kind="unseen"),
        drawn("irna-fire", "reuters-fire", "rewrite", 0.31, why("date", 0.4, "a day later"),
              derived_kind="unseen", source_kind="unseen"),
        drawn("talks/one.txt", "reuters-talks", "common", 0.88, named, source_kind="unseen"),
        drawn("talks/one.txt", "kna-talks", "quote", 0.83, source_kind="unseen"),
        drawn("talks/two.txt", "reuters-talks", "common", 0.79, named, source_kind="unseen"),
        drawn("letters/b.txt", "letters/a.txt", "copy", 0.64,
              why("passage", 1.9, "one long passage, and neither is dated"), direction="unknown"),
        drawn(HOSTILE_ID, "fire/wire.txt", HOSTILE, 0.55, why(HOSTILE, 1.0, HOSTILE, HOSTILE_ID),
              why("passage", -1.0, HOSTILE)),
        drawn(HOSTILE_ID, HOSTILE_ID + "-item", "relay", 0.5, source_kind="unseen"),
    ]  # fmt: skip


def tables() -> t.Tables:
    """The whole invented trace."""
    source = dict.fromkeys(t.SOURCES)
    sources = [
        source | {"source": "irna-fire", "agency": "irna", "kind": "story", **day(2024, 3, 4)},
        source | {"source": "reuters-fire", "agency": "reuters", "kind": "story", **day(2024, 3, 3)},
        source | {"source": "reuters-talks", "agency": "reuters", "kind": "background", "text": BACKGROUND},
        source | {"source": "kna-talks", "agency": "kna", "kind": "statement"},
        source | {"source": HOSTILE_ID + "-item", "agency": HOSTILE, "kind": HOSTILE, "text": HOSTILE},
    ]
    clusters = [
        {"cluster": "fire/cut.txt", "article": key, "kept": key == "fire/wire.txt", "reason": "earliest"}
        for key in ("fire/cut.txt", "fire/relay.txt", "fire/wire.txt")
    ]
    pairs = [("fire/cut.txt", "fire/relay.txt", 0.74, 0.97, 0.76), ("fire/cut.txt", "fire/wire.txt", 0.77, 0.99, 0.78),
             ("fire/relay.txt", "fire/wire.txt", 0.93, 0.97, 0.95)]  # fmt: skip
    made = {
        "articles": sorted(articles(), key=lambda row: str(row["article"])), "credits": credits_(),
        "quotes": quotes(), "pairs": [dict(zip(t.PAIRS, row, strict=True)) for row in pairs],
        "clusters": clusters, "passages": passages(), "sources": sources, "derivations": derivations(),
        "quotations": quotations(),
    }  # fmt: skip
    return t.Tables(**{name: t.table(rows, t.SCHEMAS[name]) for name, rows in made.items()}).checked()


RUN = {
    "version": "0.1.0",
    "settings": {"threshold": 0.7, "keep": "earliest"},
    "counts": {"articles": 11, "pairs": 3, "passages": 10},
    "ledger": {"seen": 13, "accepted": 10, "warned": 1, "rejected": 2},
    "seconds": {"read": 0.12, "match": 0.4, "origin": 0.2},
}
CODES = {"E-BINARY": 1, "E-EMPTY": 1}
