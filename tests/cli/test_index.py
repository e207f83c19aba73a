"""`provenance index` as it is typed."""

import json

import pytest

from tests.cli.texts import CORPUS, FERRY, NEAR_FERRY, TURNIPS, lines


@pytest.fixture
def index(provenance):
    """`index("add", ...)` on an index of three articles."""
    ran = provenance("index", "build", "-", "--index", "x", stdin=lines(CORPUS[i] for i in (0, 2, 3)))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("provenance: 3 articles in x, ")

    def command(action, *arguments, stdin=b""):
        return provenance("index", action, *arguments, "--index", "x", stdin=stdin)

    return command


def test_an_article_goes_in_is_asked_for_and_goes_out(index, tmp_path):
    (tmp_path / "near.txt").write_text(NEAR_FERRY)
    ran = index("query", "near.txt", "--json")
    answer = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert [near["article"] for near in answer["near_duplicates"]] == ["ferry"]
    [passage] = answer["passages"]
    assert NEAR_FERRY[passage["start"] : passage["end"]].startswith("BRENHOLM")
    assert "unseen:reuters:ferry" in {row["source"] for row in answer["sources"]}
    assert all(row["evidence"] for row in answer["sources"])

    ran = index("add", "near.txt")
    assert (ran.code, ran.err) == (0, "provenance: 1 article added, 0 unchanged; 4 in all\n")
    ran = index("add", "near.txt")
    assert (ran.code, ran.err) == (0, "provenance: 0 articles added, 1 unchanged; 4 in all\n")
    ran = index("query", "--text", NEAR_FERRY, "--no-sources")
    assert ran.out.splitlines()[:3] == ["2 near-duplicates", "  near.txt: similarity 1.00", "  ferry: similarity 0.79"]
    assert "likely source" not in ran.out
    ran = index("remove", "near.txt", "gone", "--json")
    assert json.loads(ran.out) == {"removed": 1, "absent": ["gone"], "articles": 3}
    assert ran.err == "provenance: note: gone is not in the index\n"
    ran = index("compact")
    assert ran.code == 0
    assert (index("verify").err, index("verify").code) == ("provenance: 3 articles, all sound\n", 0)
    figures = json.loads(index("info", "--json").out)
    assert figures["articles"] == 3
    assert 0 < figures["bytes_of_texts"] < figures["bytes"]
    assert "articles           3\n" in index("info").out


def test_stdin_and_text_are_asked_about_like_files(index):
    assert "ferry: similarity 0.79" in index("query", "-", stdin=NEAR_FERRY.encode()).out
    ran = index("query", "--text", "Nobody ever wrote this before, and nobody will.")
    assert ran.out.splitlines() == ["No near-duplicate", "No shared passage", "No likely source or derivation"]
    assert index("query").code == index("query", "a.txt", "--text", "b").code == 2
    assert index("query", "absent.txt").code == 4


def test_a_file_of_many_articles_is_no_question(index, tmp_path):
    (tmp_path / "two.jsonl").write_bytes(lines(CORPUS[:2]))
    ran = index("query", "two.jsonl")
    assert (ran.code, "E-QUERY two.jsonl: this holds 2 articles, not one" in ran.err) == (4, True)


def test_errors_name_the_index_and_what_to_do(provenance, index, tmp_path):
    ran = provenance("index", "add", "-", "--index", "absent", stdin=lines(CORPUS))
    assert ran.code == 5
    assert "E-NO-INDEX absent: there is no index here. Try: provenance index build INPUT... --index absent." in ran.err
    assert not list(tmp_path.glob("absent/*"))
    ran = index("build", "-", stdin=lines(CORPUS))
    assert (ran.code, "E-INDEX-EXISTS x: there is an index here" in ran.err) == (5, True)
    ran = index("build", "-", "--force", stdin=lines(CORPUS))
    assert (ran.code, json.loads(index("info", "--json").out)["articles"]) == (0, 4)
    (tmp_path / "other.toml").write_text("[sketch]\nshingle = 4\n")
    ran = index("query", "--text", FERRY, "--settings", "other.toml")
    assert (ran.code, "made with shingle 5, not 4" in ran.err) == (5, True)


def test_nothing_read_adds_nothing(provenance, index):
    ran = index("add", "-", stdin=b'{"id": "broken"\n')
    assert (ran.code, "E-NOTHING-READ" in ran.err) == (4, True)
    ran = index("add", "-", stdin=lines([{"id": "new", "text": TURNIPS}]) + b"{broken\n")
    assert (ran.code, json.loads(index("info", "--json").out)["articles"]) == (3, 4)


def test_indexes_are_merged(provenance, index):
    provenance("index", "build", "-", "--index", "y", stdin=lines(CORPUS[:2]))
    ran = index("merge", "y")
    assert (ran.code, ran.err) == (0, "provenance: 1 article added, 1 were here; 4 in all\n")
