"""`inspect` shows a file as text, JSON and a page; the page holds the whole text, safely."""

import html
import json
import re

import pytest

HOSTILE = (
    '<script>document.title="owned"</script><img src=x onerror=1> "\u202eReuters reported" on Tuesday.\x1b[2J\n' * 3
)


def page_text(page):
    """The text of the page's articles, without marks."""
    [prose] = re.findall(r'<div class="prose"[^>]*>(.*?)</div>', page, re.DOTALL)
    return html.unescape(re.sub("<[^>]*>", "", prose))


def test_the_page_holds_the_whole_text_and_what_was_recognised_in_it(provenance, root):
    file = root / "seeds" / "harbour-strike-edited.md"
    article = json.loads(provenance("inspect", file, "--format", "json").out)["articles"][0]
    page = provenance("inspect", file, "--format", "html").out
    assert page_text(page) == article["text"]
    marked = re.findall(r'<span class="([\w ]+)" title="([^"]*)">', page)
    assert ("credit", "Reuters: credit (origin of the text), for the whole story") in marked
    assert {kind for kinds, _ in marked for kind in kinds.split()} >= {"credit", "quote", "furniture", "date"}
    assert "13 Mar 2024, 06:30 UTC" in page
    assert "““" not in page


def test_a_page_of_hostile_bytes_runs_nothing_and_hides_nothing(provenance, tmp_path):
    file = tmp_path / "<b>x.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    page = provenance("inspect", file, "--format", "html").out
    assert "default-src 'none'" in html.unescape(page)
    assert not re.findall("<script|<img|<b>x|\u202e|\x1b", page)
    assert r"\u202e" in page


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_what_cannot_be_read_is_said_in_the_same_way_in_every_form(provenance, tmp_path, form):
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 9)
    ran = provenance("inspect", tmp_path / "a.bin", "--format", form)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("provenance: error: E-")
