"""An export of several articles is cut where its layout leaves no doubt; the pieces are the file, byte for byte."""

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.settings import Settings
from provenance.corpus.formats.exports import cut
from provenance.corpus.read import read_bytes
from provenance.run.dedupe import dedupe_inputs

PIER = (
    "GULL BAY (AP) - The harbour master of Gull Bay shut the north pier on Friday after a night of rain, and sent the"
    " ferry to the coal quay until the planks have dried.\n\n“We will open it again on Monday,” said Ada Holm, who has"
    " run the harbour for eleven years. Two fishing boats had to leave their berths before dawn."
)
MILL = (
    "LOW MOOR - The last mill of the valley will spin again in autumn. A group of farmers has bought it for less than"
    " the price of a tractor, and wants to have wool cleaned there.\n\nIts chimney, which was struck by lightning in"
    " spring, stays closed for now. Eight people are to find work there at first."
)
OLD = """



                               {n} of {m} DOCUMENTS


                              The Gull Bay Post

                            May {n}, 2024 {day}
                               First Edition

{title}

BYLINE: Ole Berg

SECTION: NEWS; Pg. 3

LENGTH: 61 words

{text}

LOAD-DATE: May 3, 2024

LANGUAGE: ENGLISH

                    Copyright 2024 The Gull Bay Post Ltd.
                              All Rights Reserved
"""
NEW = """{title}
The Gull Bay Post
May {n}, 2024 {day}

Copyright 2024 The Gull Bay Post Ltd. All Rights Reserved
Section: NEWS; Pg. 3
Length: 61 words
Byline: Ole Berg
Body


{text}


Load-Date: May 3, 2024


End of Document
"""
LABELLED = """SE  News
HD  {title}
BY  Ole Berg
WC  61 words
PD  {n} May 2024
ET  08:30 GMT
SN  The Gull Bay Post
SC  GULL
LA  English
CY  Copyright 2024. The Gull Bay Post.

LP  {e}
{lead}

TD  {e}
{rest}

NS  gcat : General News
AN  Document GULL000020240501ek51000{n}a

"""
UNLABELLED = """{title}

By Ole Berg
61 words
{n} May 2024
08:30 GMT
The Gull Bay Post
GULL
3
English
Copyright 2024. The Gull Bay Post.

{text}

Document GULL000020240501ek51000{n}a

"""
TREC = """<DOC>
<DOCNO> AP24050{n}-0001 </DOCNO>
<DATE>24050{n}</DATE>
<BYLINE>Ole Berg</BYLINE>
<HEAD>{title}</HEAD>
<TEXT>
{text}
</TEXT>
</DOC>
"""
FORMS = {"old": OLD, "new": NEW, "labelled": LABELLED, "unlabelled": UNLABELLED, "trec": TREC}
TITLES = {"Pier shut": PIER, "Mill spins again": MILL, "Pier shut too": PIER.replace("eleven", "twelve")}


def export(form: str, *titles: str) -> str:
    """An export of so many articles."""
    made = []
    for n, title in enumerate(titles, 1):
        lead, _, rest = TITLES[title].partition("\n\n")
        day = ("Wednesday", "Thursday", "Friday")[n - 1]
        made.append(
            FORMS[form].format(n=n, m=len(titles), day=day, title=title, text=TITLES[title], lead=lead, rest=rest, e="")
        )
    return "".join(made)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_each_article_is_read_with_what_is_said_of_it(form, end, encoding):
    text = export(form, *TITLES).replace("\n", end)
    settings = Settings(encoding="cp1252" if encoding == "cp1252" else "")
    *made, (last, none) = read_bytes("a.txt", text.encode(encoding), settings)
    assert none is None
    assert (last.record, last.verdict, last.code) == (None, "warned", "W-SEVERAL-ARTICLES")
    assert "of 3 articles: each is read by itself" in last.message
    for n, ((entry, article), title) in enumerate(zip(made, TITLES, strict=True), 1):
        assert (entry.record, article.record, article.article, article.title) == (n, n, f"a.txt#{n}", title)
        assert article.text == TITLES[title].replace("\n", end)
        assert article.published_from.date().isoformat() == f"2024-05-0{n}"
        assert article.byline in ("Ole Berg", "By Ole Berg")
        assert article.outlet == (None if form == "trec" else "The Gull Bay Post")
        assert text.encode("utf-8-sig").decode("utf-8").split("\n")[entry.line - 1].strip("\ufeff\r ") != ""


def test_a_paragraph_that_looks_like_a_label_is_text_where_text_follows():
    live = PIER.replace("“We will", "UPDATE: More rain is on its way.\n\n“We will")
    text = export("old", *TITLES).replace(PIER, live)
    found = [article.text for _, article in read_bytes("a.txt", text.encode(), Settings()) if article]
    assert found == [live, MILL, TITLES["Pier shut too"]]


DOUBTS = [
    export("old", *TITLES).replace("2 of 3 DOC", "3 of 3 DOC"),  # a number missing
    export("old", *TITLES).replace("2 of 3 DOC", "2 of 4 DOC"),
    export("new", *TITLES) + "And then there is more.\n",
    export("trec", *TITLES).replace("</DOC>", "", 1),
    export("trec", *TITLES).replace("<DOC>", "Of three articles, here are two.\n<DOC>", 1),
    export("labelled", *TITLES).replace("WC  61 words", "61 words", 1).replace("SC  GULL", "SC  GULL\n60 words", 1),
    export("unlabelled", *TITLES).replace("61 words", "short", 1),
]


@pytest.mark.parametrize("text", DOUBTS)
def test_where_the_layout_is_in_doubt_the_file_is_one_article_and_said(text):
    [(entry, article)] = read_bytes("a.txt", text.encode(), Settings())
    assert (entry.code, article.article, article.record, article.text) == ("W-SEVERAL-ARTICLES", "a.txt", None, text)
    assert "is read as one" in entry.message


ONE = [PIER, *(export(form, "Pier shut") for form in FORMS), f"1 of 2\n\n{PIER}\n\n2 of 2\n\n{MILL}"]


@pytest.mark.parametrize("text", ONE)
def test_one_article_is_one(text):
    assert cut(text.encode()) is None
    assert [article.text for _, article in read_bytes("a.txt", text.encode(), Settings()) if article] == [text]


@pytest.mark.parametrize("form", FORMS)
def test_a_piece_of_which_the_parts_cannot_be_told_is_the_text(form):
    text = export(form, *TITLES).replace("LENGTH", "EXTENT").replace("Length", "Extent").replace("LP  ", "LX  ")
    text = text.replace("TD  ", "TX  ").replace("Copyright 2024. ", "").replace("TEXT>", "BODY>")
    *made, _ = read_bytes("a.txt", text.encode(), Settings())
    texts = [article.text for _, article in made]
    assert [MILL.split("\n", maxsplit=1)[0] in one for one in texts] == [False, True, False]
    assert all("May 3, 2024" in one or "n4a" in one or "3 May" in one or "24050" in one for one in texts[2:])


@given(
    st.lists(
        st.sampled_from(
            [
                *export("old", *TITLES).splitlines(keepends=True),
                *export("trec", *TITLES).splitlines(keepends=True),
                "End of Document\n",
                "Document GULL000020240501ek510001a\n",
                "61 words\n",
                "\r\n",
                "é\n",
            ]
        ),
        max_size=60,
    )
)
def test_the_pieces_are_the_file_and_no_mixture_of_lines_breaks_it(lines):
    text = "".join(lines)
    found = cut(text.encode())
    if found is not None:
        layout, pieces = found
        assert b"".join(pieces) == text.encode()
        assert all(isinstance(layout.fields(piece.decode())["text"], str) for piece in pieces)
    entries = [entry for entry, _ in read_bytes("a.txt", text.encode(), Settings())]
    assert [entry.record for entry in entries[:-1]] == list(range(1, len(entries)))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("form", FORMS)
def test_dedupe_parts_the_articles_and_every_byte_comes_out(tmp_path, form, encoding):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = export(form, *TITLES).replace(MILL, MILL if form != "trec" else ".")
    data = text.encode(encoding)
    (folder / "a.txt").write_bytes(data)
    (folder / "b.txt").write_text(PIER.replace("Friday", "Thursday"), encoding=encoding)
    found = dedupe_inputs([folder], out, Settings(keep="first", encoding="cp1252" if encoding == "cp1252" else ""))
    sides = [out / side / "a.txt" for side in ("kept", "removed", "rejected")]
    pieces = [side.read_bytes() if side.exists() else b"" for side in sides]
    assert sorted(b"".join(pieces)) == sorted(data)
    counts, left = found.run["counts"], found.run["counts"]["left out"]
    assert counts["kept"] + counts["removed"] + left == 4
    assert left == (1 if form == "trec" else 0)
    assert bool(pieces[2]) == (form == "trec")
    table = pl.read_csv(out / "removed.csv")
    assert table.select("file", "provenance_match").rows() == [("a.txt#3", "a.txt#1"), ("b.txt", "a.txt#1")]


def test_an_export_of_which_no_article_came_is_rejected_piece_by_piece(tmp_path):
    data = "".join(f"<DOC>\n<DATE>{n}</DATE>\n<TEXT>\n...\n</TEXT>\n</DOC>\n" for n in (1, 2)).encode()
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text(PIER, encoding="utf-8")
    found = dedupe_inputs([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", Settings())
    assert (tmp_path / "out" / "rejected" / "a.txt").read_bytes() == data
    assert found.run["counts"]["left out"] == 2
    ledger = [json.loads(line) for line in (tmp_path / "out" / "ledger.jsonl").read_text().splitlines()]
    assert [(row["record"], row["code"]) for row in ledger if row["path"].endswith("a.txt")][:2] == [
        (1, "W-EMPTY"),
        (2, "W-EMPTY"),
    ]
