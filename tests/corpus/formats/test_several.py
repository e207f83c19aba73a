"""A file that holds several articles, or none but a pointer to one, says so."""

import pytest

from provenance.base.settings import Settings
from provenance.corpus.formats.several import several
from provenance.corpus.read import read_bytes

RAIN = "Rain fell on the north pier of Larne Bay all night."
EXPORTS = [
    (f"<DOC>\n<DOCNO> A-1 </DOCNO>\n{RAIN}\n" * 3, "3 articles of a TREC file"),
    ("".join(f"\n\n          {n} of 4 DOCUMENTS\n\n{RAIN}\n\nLOAD-DATE: May 1, 2024\n" for n in (1, 2, 4, 4)),
     "4 articles of a LexisNexis export"),
    (f"{RAIN}\nEnd of Document\n" * 2 + RAIN, "2 articles of a LexisNexis export"),
    (f"HD  Pier shut\nPD  1 May 2024\n\n{RAIN}\n\nDocument GULL000020240501ek51000\n" * 2,
     "2 articles of a Factiva export"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), EXPORTS, ids=[said for _, said in EXPORTS])
def test_an_export_whose_layout_is_in_doubt_is_read_as_one_and_said(text, said):
    [(entry, article)] = read_bytes("a.txt", text.encode(), Settings())
    assert (entry.verdict, entry.code, article.text) == ("warned", "W-SEVERAL-ARTICLES", text)
    assert said in entry.message


@pytest.mark.parametrize(
    "text", [RAIN, f"1 of 2 piers shut\n\n{RAIN}", f"HD  Pier shut\n{RAIN}", f"<DOC>\n{RAIN}\n</DOC>"]
)
def test_one_article_is_one(text):
    assert several(text) is None


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:%b\nsize 4037\n" % (b"1f" * 32)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.json", "a.csv", "a.parquet"])
def test_a_git_lfs_pointer_is_no_article(name):
    found = list(read_bytes(name, POINTER, Settings()))
    assert [(entry.verdict, entry.code, article) for entry, article in found] == [("warned", "W-LFS-POINTER", None)]
