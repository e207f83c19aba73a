"""The commands' manners: what would go and why, one line for a warning, quiet where asked, and how to go on."""

import json
from pathlib import Path

import polars as pl
import pytest

from provenance.cli import options
from provenance.cli.signals import Terminated
from provenance.corpus.ledger import Note, entry

FERRY = "The ferry to Osk stopped at the third pier at noon and nobody on the quay could say why it did so."
MUSEUM = "In the town hall the clerk counted the chairs again and found that four of them had gone since May."


@pytest.fixture
def corpus(tmp_path):
    """Three articles, two of them the same."""
    for name, text in (("b.txt", FERRY), ("a.txt", FERRY), ("c.txt", MUSEUM)):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_dry_run_lists_what_would_go_and_why_and_writes_nothing(provenance, corpus):
    ran = provenance("dedupe", "a.txt", "b.txt", "c.txt", "--dry-run")
    assert "b.txt  same words as a.txt" in ran.out
    assert not (corpus / "out").exists()
    told = json.loads(provenance("dedupe", "a.txt", "b.txt", "c.txt", "--dry-run", "--json").out)
    assert told["removed"] == [
        {"article": "b.txt", "match": "a.txt", "match_in": "input", "similarity": 1.0, "reason": "same words as a.txt"}
    ]


def test_what_matches_an_earlier_corpus_is_told_without_inner_names(provenance, corpus):
    (corpus / "old").mkdir()
    (corpus / "old" / "z.txt").write_text(FERRY)
    ran = provenance("dedupe", "a.txt", "--against", "old", "--dry-run", "--json")
    assert json.loads(ran.out)["removed"][0]["match"] == "z.txt"
    assert json.loads(ran.out)["removed"][0]["match_in"] == "against"
    assert "against:" not in ran.out + provenance("dedupe", "a.txt", "--against", "old", "--dry-run").out


def test_a_mistyped_command_is_told_which_one_may_be_meant(provenance):
    ran = provenance("trase", "seeds")
    assert (ran.code, ran.err) == (
        2, "provenance: error: E-USAGE: No such command 'trase'. Did you mean trace? Try: provenance --help.\n",
    )  # fmt: skip
    assert "Did you mean" not in provenance("paint").err


def test_one_article_is_explained(provenance, corpus):
    assert provenance("dedupe", "a.txt", "b.txt", "c.txt").code == 0
    ran = provenance("dedupe", "explain", "b.txt", "a.txt", "c.txt")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "b.txt goes",
        "  same words as a.txt",
        "  100% of it stands in a.txt, 100% the other way",
        "  in its cluster: a.txt",
        "",
        "a.txt stays",
        "  no date is known; longest: 22 words",
        "  in its cluster: b.txt",
        "",
        "c.txt stays",
        "  only one of its kind",
    ]
    (told,) = json.loads(provenance("dedupe", "explain", "b.txt", "--json").out)
    assert (told["kept"], told["match"], told["match_in"]) == (False, "a.txt", "input")


def test_an_article_of_a_result_in_part_files_is_explained(provenance, corpus):
    assert provenance("dedupe", "a.txt", "b.txt", "c.txt", "-q").code == 0
    expected = provenance("dedupe", "explain", "b.txt").out
    whole = Path("out/dedupe/clusters.parquet")
    clusters = pl.read_parquet(whole)
    whole.unlink()
    whole.mkdir()
    assert "E-NO-DEDUPE" in provenance("dedupe", "explain", "b.txt").err
    for number, part in enumerate((clusters[:1], clusters[1:])):
        part.write_parquet(whole / f"part-{number}.parquet")
    (whole / "_SUCCESS").touch()
    assert provenance("dedupe", "explain", "b.txt").out == expected


def test_the_article_of_the_input_is_explained_where_the_earlier_corpus_has_its_id_too(provenance, tmp_path):
    text = (
        "Rain fell on the old north pier on Monday, and the ferry to Osk did not sail until the evening tide came in."
    )
    new = [{"id": "x", "text": text}, {"id": "y", "text": f"Nobody was hurt on the quay. {text} The ferry sailed."}]
    old = [{"id": "x", "text": text}]
    for name, rows in (("new", new), ("old", old)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert provenance("dedupe", "new.jsonl", "--against", "old.jsonl", "--threshold", ".4", "-q").code == 0
    (told,) = json.loads(provenance("dedupe", "explain", "x", "--json").out)
    assert (told["kept"], told["match"], told["match_in"]) == (False, "x", "against")
    assert list(zip(told["others"], told["others_in"], strict=True)) == [("x", "against"), ("y", "input")]
    assert "x (earlier corpus), y" in provenance("dedupe", "explain", "x").out


def test_what_cannot_be_explained_says_what_to_try(provenance, corpus):
    ran = provenance("dedupe", "explain", "b.txt")
    assert (ran.code, "E-NO-DEDUPE" in ran.err) == (5, True)
    assert provenance("dedupe", "explain").code == 2
    provenance("dedupe", "a.txt", "c.txt", "-q")
    ran = provenance("dedupe", "explain", "d.txt")
    assert (ran.code, "E-NO-ARTICLE" in ran.err, "a.txt" in ran.err) == (4, True, True)


def test_a_file_called_explain_is_an_input(provenance, corpus):
    (corpus / "explain").mkdir()
    (corpus / "explain" / "d.txt").write_text(MUSEUM)
    assert "Read       1 article" in provenance("dedupe", "explain", "--dry-run").out


def test_a_folder_is_deduped_without_its_own_results(provenance, corpus):
    options.note.cache_clear()
    runs = [provenance("dedupe", ".") for _ in range(2)]
    assert [(ran.code, "Read       3 articles" in ran.out) for ran in runs] == [(0, True)] * 2
    assert "it is left out of what is read" in runs[0].err
    assert provenance("dedupe", ".", "-o", "clean").code == 0


def test_a_run_that_changes_nothing_says_so(provenance, corpus):
    for command, out in (("dedupe", "d"), ("trace", "t")):
        first = provenance(command, "a.txt", "b.txt", "-o", out)
        again = provenance(command, "a.txt", "b.txt", "-o", out)
        other = provenance(command, "a.txt", "c.txt", "-o", out, "--force")
        assert ["same as before" in ran.err for ran in (first, again, other)] == [False, True, False]


def test_the_first_one_read_is_kept_where_asked(provenance, corpus):
    rows = [{"id": name, "text": FERRY, "published": f"2024-05-0{day}"} for name, day in (("z", 3), ("a", 1), ("m", 2))]
    (corpus / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    kept = {}
    for keep in ("input-order", "first", "earliest"):
        assert provenance("dedupe", "in.jsonl", "--keep", keep, "-o", keep, "-q").code == 0
        kept[keep] = pl.read_parquet(corpus / keep / "clusters.parquet").filter("kept")["article"].to_list()
    assert kept == {"input-order": ["z"], "first": ["a"], "earliest": ["a"]}


ODD = [entry("a.csv", [Note("W-CONTROL", f"{n} controls kept")], record=n, line=n + 1, article=str(n)) for n in (1, 2)]
ODD += [entry("b.csv", [Note("W-CONTROL", "9 controls kept")], record=1, line=2, article="9")]
BAD = [entry("c.csv", [Note("E-JSON", "no JSON")], record=1, line=4)]


def test_a_warning_is_one_line_with_a_count_and_the_first_record(capsys):
    options.tell_rejected(ODD + BAD)
    assert capsys.readouterr().err.splitlines() == [
        "provenance: warned: W-CONTROL a.csv:2: 1 controls kept (and 2 more, in 2 files)",
        "provenance: rejected: E-JSON c.csv:4: no JSON",
    ]


def test_quiet_silences_warnings_and_no_errors(capsys):
    options.tell_rejected(ODD + BAD, quiet=True)
    assert capsys.readouterr().err.splitlines() == ["provenance: rejected: E-JSON c.csv:4: no JSON"]


def test_quiet_runs_say_nothing(provenance, corpus):
    (corpus / "d.txt").write_text("")
    for command in ("dedupe", "trace"):
        ran = provenance(command, "a.txt", "d.txt", "-q", "-o", f"of-{command}")
        assert (ran.out, ran.err) == ("", "")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Terminated])
def test_a_run_that_is_stopped_says_how_to_go_on(capsys, tmp_path, stop):
    with pytest.raises(stop), options.resumable(tmp_path):
        raise stop
    assert "the same command resumes after the last finished stage" in capsys.readouterr().err
    with pytest.raises(stop), options.resumable(None):
        raise stop
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("columns", "expected"), [("50", 50), ("140", 140), ("10", 40), ("500", 160)])
def test_the_width_of_the_terminal_is_used(monkeypatch, columns, expected):
    monkeypatch.setenv("COLUMNS", columns)
    assert options.width() == expected
