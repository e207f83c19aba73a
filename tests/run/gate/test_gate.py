"""The gate stops copies, warns of shared passages, lets accepted pairs stand, and judges what is staged."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from provenance.base.errors import InputError, MachineError, SettingsError
from provenance.base.settings import Settings
from provenance.corpus.files import named_file
from provenance.match import added_candidates
from provenance.run.gate import arrivals, beside, gate, skim
from provenance.run.gate.accepted import accept, accepted
from provenance.run.gate.findings import accept_block
from provenance.run.gate.gate import check
from provenance.run.gate.skim import hits
from provenance.run.lock import locked
from tests.corpus.test_archives import ARCHIVES

FERRY = """BRENHOLM, March 3 - The car ferry Alma lost both engines off the Skarn lighthouse on Monday and drifted for
six hours before two tugs from Vessby brought her in, the harbour office said. None of the 212 people on board was hurt.
Passengers wrapped in grey blankets walked down the gangway shortly after midnight, some of them carrying dogs.
The engineer on watch had reported a smell of burnt rubber at noon, according to the log book seen by inspectors.
Owners Tolland Line apologised and promised every traveller a voucher worth ninety crowns.
"""
MUSEUM = """The clockmakers' museum in Oster Lane reopens on Friday after a leak that soaked its workshop in January.
Curator Mirela Dontas says the long-case clocks survived because volunteers carried them upstairs one by one.
Admission stays free until the end of April, and the tower bell will ring at noon for the first time in nine years.
"""
TURNIPS = """Farmers around Pellworth expect the poorest turnip harvest since records began, blaming slugs and a cold
May.
The growers' union wants the county to open its seed bank and to lower the water rates for smallholders.
Prices at the Saturday market have already doubled, traders said, and school kitchens are planning without the root.
"""
HALF_FERRY = "\n".join(FERRY.splitlines()[:3]) + "\n" + TURNIPS.splitlines()[0] + "\n"


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Path("seeds")
    folder.mkdir()
    write(folder, "ferry.txt", FERRY)
    write(folder, "museum.txt", MUSEUM)
    return folder


@pytest.fixture
def git(seeds, monkeypatch):
    """The folder under git with both articles committed; git here knows nothing of the machine's own settings."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "nowhere")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(seeds.absolute().parent.parent))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")

    def run(*command):
        return subprocess.run(["git", *command], check=True, capture_output=True).stdout.decode()

    run("init", "-q", "-b", "main")
    run("add", "seeds")
    run("commit", "-q", "-m", "two articles")
    return run


def write(folder, name, text):
    (folder / name).write_bytes(text.encode())
    return str(folder / name)


def seen(findings):
    return [(found.level, found.kind, found.article, found.existing) for found in findings]


COPY = ("block", "duplicate", "new.txt", "ferry.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TURNIPS, []),
        (FERRY, [COPY]),
        (FERRY.upper().replace("\n", "\r\n\r\n"), [COPY]),
        (FERRY.replace("Monday", "Tuesday"), [COPY]),
        (HALF_FERRY, [("block", "part", "new.txt", "ferry.txt")]),
        (
            MUSEUM + FERRY.splitlines()[3],
            [("block", "duplicate", "new.txt", "museum.txt"), ("warn", "passage", "new.txt", "ferry.txt")],
        ),
    ],
    ids=["unrelated", "exact", "exact but for case and line ends", "near", "half", "near one, a passage of another"],
)
def test_what_stops_an_addition(seeds, text, expected):
    assert seen(check([write(seeds, "new.txt", text)], seeds)) == expected


def test_a_passage_is_shown_with_its_place_in_both_articles(seeds):
    [found] = check([write(seeds, "new.txt", TURNIPS + "Meanwhile, " + FERRY.splitlines()[3])], seeds)
    assert (found.level, found.kind) == ("warn", "passage")
    [stretch] = found.passages
    new, old = (seeds / "new.txt").read_text(), FERRY
    assert new[stretch.start : stretch.end] == old[stretch.existing_start : stretch.existing_end]
    assert new[stretch.start : stretch.end] == FERRY.splitlines()[3].rstrip(".")
    assert found.share == stretch.matched / (len(TURNIPS.replace("'", " ").split()) + 1 + stretch.matched)
    assert found.sentence == (
        "seeds/new.txt shares a passage of 21 words with seeds/ferry.txt: “The engineer on watch had reported a smell "
        "of burnt rubber at noon, according to the log book seen …”."
    )


def test_what_an_article_is_blocked_for_is_not_warned_of_again(seeds):
    write(seeds, "bulletin.txt", TURNIPS + FERRY.splitlines()[3])
    [found] = check([write(seeds, "new.txt", FERRY)], seeds)
    assert (seen([found]), found.also) == ([COPY], ("bulletin.txt",))
    assert found.sentence.startswith("seeds/new.txt is the same, word for word, as seeds/ferry.txt: “BRENHOLM, March 3")
    assert found.sentence.endswith(" Some of it stands in seeds/bulletin.txt too.")
    other = check([write(seeds, "new.txt", MUSEUM + FERRY.splitlines()[3])], seeds)
    assert [(one.level, one.existing, one.also) for one in other] == [
        ("block", "museum.txt", ()),
        ("warn", "bulletin.txt", ()),
        ("warn", "ferry.txt", ()),
    ]


def test_settings_move_the_lines(seeds):
    new = [write(seeds, "new.txt", HALF_FERRY)]
    assert [found.kind for found in check(new, seeds, Settings(block_share=0.99))] == ["passage"]
    assert [found.kind for found in check(new, seeds, Settings(threshold=0.2))] == ["duplicate"]


def test_additions_are_held_against_each_other_and_the_one_drawn_from_more_is_named(seeds):
    whole, part = write(seeds, "whole.txt", TURNIPS), write(seeds, "a-part.txt", TURNIPS.splitlines()[2])
    assert seen(check([part, whole], seeds)) == [("block", "part", "a-part.txt", "whole.txt")]


def test_a_file_is_never_compared_with_itself_however_it_is_named(seeds):
    names = ["seeds/ferry.txt", str(Path("seeds/../seeds/ferry.txt").absolute()), Path("./seeds/museum.txt")]
    assert check(names, seeds) == []


def test_a_file_from_elsewhere_is_checked_too(seeds, tmp_path):
    new = write(tmp_path, "new.txt", FERRY)
    assert seen(check([new], seeds)) == [COPY]
    same_name = write(tmp_path, "ferry.txt", FERRY)
    assert seen(check([same_name], seeds)) == [("block", "duplicate", same_name, "ferry.txt")]


def test_furniture_is_left_out_of_both_sides(seeds):
    menu = "Read also:\n" + "\n".join(f"Wind fells oak number {n} in Lower Wick" for n in range(9)) + "\n"
    write(seeds, "framed.txt", TURNIPS + menu)
    assert (
        check(
            [write(seeds, "new.txt", "The county library lends bicycles from now on, its head said.\n" + menu)], seeds
        )
        == []
    )


def test_short_articles_are_copies_when_all_words_are_the_same(seeds):
    write(seeds, "short.txt", "Pier reopened today")
    assert seen(check([write(seeds, "new.txt", "PIER reopened: today!")], seeds)) == [
        ("block", "duplicate", "new.txt", "short.txt")
    ]
    assert check([write(seeds, "other.txt", "Pier reopened yesterday")], seeds) == []


def test_accepted_pairs_stand_in_either_order(seeds):
    new = [write(seeds, "new.txt", FERRY)]
    write(seeds, "accepted.toml", '[[accepted]]\npair = ["new.txt", "ferry.txt"]\nreason = "a relay, on purpose"\n')
    assert check([*new, "seeds/accepted.toml"], seeds) == []


def test_the_line_to_add_is_the_line_that_lets_it_stand(seeds):
    new = [write(seeds, 'od"d.txt', FERRY)]
    block = accept_block(check(new, seeds))
    write(seeds, "accepted.toml", block)
    with pytest.raises(SettingsError, match="gives no reason"):  # it is still as it was proposed
        check(new, seeds)
    write(seeds, "accepted.toml", block.replace("…", "a relay, on purpose"))
    assert check(new, seeds) == []


def test_a_run_proposes_one_block_for_all_pairs_that_it_stops(seeds):
    new = [write(seeds, "new.txt", FERRY), write(seeds, "other.txt", MUSEUM), write(seeds, "third.txt", TURNIPS)]
    block = accept_block(check(new, seeds))
    assert [line for line in block.splitlines() if line.startswith("pair")] == [
        'pair = ["ferry.txt", "new.txt"]',
        'pair = ["museum.txt", "other.txt"]',
    ]


def test_a_near_copy_is_shown_by_what_is_not_the_same(seeds):
    changed = FERRY.replace("Monday", "Sunday").replace("grey blankets", "blankets").replace("at noon", "at noon sharp")
    [found] = check([write(seeds, "new.txt", changed)], seeds)
    assert found.sentence.endswith("“Sunday” stands for “Monday”; “grey” is left out; “sharp” is new.")


def test_files_that_nobody_meant_as_articles_are_named_and_passed_over(seeds):
    (seeds / ".gitkeep").touch()
    (seeds / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    write(seeds, "README.md", FERRY)
    found = check([seeds / ".gitkeep", seeds / "map.png", seeds / "README.md"], seeds)
    assert [(one.kind, one.article) for one in found] == [
        ("no-article", "seeds/.gitkeep"),
        ("no-article", "seeds/README.md"),
        ("no-article", "seeds/map.png"),
    ]
    assert check([write(seeds, "new.txt", TURNIPS)], seeds) == []


def test_a_pair_is_accepted_by_name_or_by_file(seeds):
    new = [write(seeds, "new.txt", FERRY), write(seeds, "other.txt", MUSEUM)]
    accept(seeds, ("seeds/new.txt", "ferry.txt"), "a relay, on purpose")
    accept(seeds, ("museum.txt", "other.txt"), 'what the "museum" sent us itself')
    assert check(new, seeds) == []
    before = (seeds / "accepted.toml").read_bytes()
    with pytest.raises(SettingsError, match="stands there already"):
        accept(seeds, ("ferry.txt", "new.txt"), "once more, on purpose")
    with pytest.raises(SettingsError, match="gives no reason"):
        accept(seeds, ("a.txt", "b.txt"), "a relay")
    assert (seeds / "accepted.toml").read_bytes() == before
    (seeds / "accepted.toml").write_text("[[accepted")
    with pytest.raises(SettingsError, match="TOML"):
        accept(seeds, ("a.txt", "b.txt"), "a relay, on purpose")


def test_names_that_no_article_has_are_reported(seeds):
    write(seeds, "accepted.toml", '[[accepted]]\npair = ["gone.txt", "ferry.txt"]\nreason = "was a relay"\n')
    [found] = check(["seeds/museum.txt"], seeds)
    assert seen([found]) == [("warn", "unknown", "gone.txt", None)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[accepted]", "is no\\w* TOML"),
        ("a = " + "[" * 5_000, "is no\\w* TOML"),
        ('[[accepted]]\npair = ["a.txt"]\nreason = "x"', "entry 1 has no pair of two ids"),
        ('[[accepted]]\npair = ["a.txt", "a.txt"]\nreason = "x"', "entry 1 has no pair of two ids"),
        ('[[accepted]]\npair = ["a.txt", "b.txt"]\nreason = " "', r"entry 1 \(a.txt, b.txt\) gives no reason"),
        ('accept = ["a.txt", "b.txt"]', "holds more than"),
    ],
)
def test_a_list_of_accepted_pairs_that_cannot_be_used_is_refused(text, message):
    with pytest.raises(SettingsError, match=message):
        accepted(text.encode())


def test_what_cannot_be_checked_is_said(seeds):
    (seeds / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    [found] = check(["seeds/picture.txt"], seeds)
    assert (found.level, found.kind, found.article) == ("warn", "no-article", "seeds/picture.txt")
    (seeds / "packed.txt").write_bytes(gzip.compress(TURNIPS.encode()))
    [found] = check(["seeds/packed.txt"], seeds)
    assert (found.level, found.kind, found.article) == ("warn", "unread", "seeds/packed.txt")


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 4037\n"


@pytest.mark.parametrize("staged", [False, True])
def test_pointers_of_git_lfs_are_no_copies_of_each_other(seeds, git, staged):
    write(seeds, "old.txt", POINTER.format("1f" * 32))
    write(seeds, "new.txt", POINTER.format("a7" * 32))
    git("add", "seeds")
    [found] = check([seeds / "new.txt"], seeds, staged=staged)
    assert (found.level, found.kind) == ("warn", "no-article")
    assert "was not checked: is a git-lfs pointer" in found.sentence


def test_a_missing_file_or_folder_is_an_input_error(seeds):
    for files, folder in ((["seeds/gone.txt"], seeds), (["seeds/ferry.txt"], Path("nowhere"))):
        with pytest.raises(InputError, match="is not there"):
            check(files, folder)


def test_records_of_one_file_are_not_held_against_each_other(seeds):
    rows = f'{{"id": "x", "text": {TURNIPS!r}}}\n'.replace("'", '"').replace('growers"', "growers'")
    new = write(seeds, "rows.jsonl", rows + rows.replace('"x"', '"y"'))
    assert check([new], seeds) == []
    write(seeds, "turnips.txt", TURNIPS)
    assert [found.article for found in check([new], seeds)] == ["x", "y"]


def test_the_staged_text_counts_and_not_the_one_in_the_work_tree(seeds, git):
    new = [write(seeds, "new.txt", FERRY)]
    git("add", new[0])
    write(seeds, "new.txt", TURNIPS)
    write(seeds, "ferry.txt", MUSEUM)
    assert seen(check(new, seeds, staged=True)) == [COPY]
    assert check(new, seeds) == []


def test_unstaged_files_of_the_folder_do_not_count(seeds, git):
    write(seeds, "draft.txt", TURNIPS)
    git("add", write(seeds, "new.txt", TURNIPS))
    assert check(["seeds/new.txt"], seeds, staged=True) == []


def test_a_file_that_is_not_staged_is_an_input_error(seeds, git):
    with pytest.raises(InputError, match=r"git add seeds/draft\.txt"):
        check([write(seeds, "draft.txt", FERRY)], seeds, staged=True)


def test_partial_staging(seeds, git):
    new = write(seeds, "new.txt", TURNIPS)
    git("add", new)
    write(seeds, "new.txt", TURNIPS + FERRY)
    assert check([new], seeds, staged=True) == []


def test_the_first_commit_of_a_repository(seeds, git):
    git("update-ref", "-d", "HEAD")
    git("add", write(seeds, "new.txt", FERRY))
    assert seen(check(["seeds/new.txt"], seeds, staged=True)) == [COPY]


def test_a_renamed_article_is_no_copy_of_its_former_self(seeds, git):
    git("mv", "seeds/ferry.txt", "seeds/alma.txt")
    assert check(["seeds/alma.txt"], seeds, staged=True) == []


def test_line_ends_do_not_matter(seeds, git):
    git("config", "core.autocrlf", "true")
    git("config", "core.safecrlf", "false")
    git("add", write(seeds, "new.txt", FERRY.replace("\n", "\r\n")))
    assert seen(check(["seeds/new.txt"], seeds, staged=True)) == [COPY]


def test_in_the_middle_of_a_merge(seeds, git):
    git("checkout", "-q", "-b", "other")
    git("add", write(seeds, "new.txt", FERRY))
    git("commit", "-q", "-m", "a copy")
    git("checkout", "-q", "main")
    git("add", write(seeds, "turnips.txt", TURNIPS))
    git("commit", "-q", "-m", "turnips")
    git("merge", "-q", "--no-commit", "other")
    assert seen(check(["seeds/new.txt"], seeds, staged=True)) == [COPY]


def test_a_merge_with_conflicts_is_judged_by_our_side(seeds, git):
    git("checkout", "-q", "-b", "other")
    git("add", write(seeds, "new.txt", MUSEUM))
    git("commit", "-q", "-m", "theirs")
    git("checkout", "-q", "main")
    git("add", write(seeds, "new.txt", FERRY))
    git("commit", "-q", "-m", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "-q", "other")
    assert seen(check(["seeds/new.txt"], seeds, staged=True)) == [COPY]


def test_the_staged_list_of_accepted_pairs_counts(seeds, git):
    new = [write(seeds, "new.txt", FERRY)]
    git("add", *new)
    write(seeds, "accepted.toml", '[[accepted]]\npair = ["ferry.txt", "new.txt"]\nreason = "a relay, on purpose"\n')
    assert seen(check(new, seeds, staged=True)) == [COPY]
    git("add", "seeds/accepted.toml")
    assert check(new, seeds, staged=True) == []


def test_links_and_files_added_by_intent_only_hold_no_article(seeds, git):
    (seeds / "link.txt").symlink_to("ferry.txt")
    write(seeds, "later.txt", TURNIPS)
    git("add", "seeds/link.txt")
    git("add", "-N", "seeds/later.txt")
    git("add", write(seeds, "new.txt", TURNIPS))
    assert check(["seeds/new.txt"], seeds, staged=True) == []


def test_a_staged_link_is_said_not_to_be_checked(seeds, git):
    (seeds / "link.txt").symlink_to("ferry.txt")
    git("add", "seeds/link.txt")
    for staged in (True, False):
        [found] = check(["seeds/link.txt"], seeds, staged=staged)
        assert (found.level, found.kind, found.article) == ("warn", "unread", "seeds/link.txt")


@pytest.mark.parametrize("staged", [False, True])
def test_a_folder_may_be_given_for_its_files(seeds, git, staged):
    git("add", write(seeds, "new.txt", FERRY))
    assert seen(check([seeds], seeds, staged=staged)) == [COPY]


def test_file_names_that_git_would_quote(seeds, git):
    new = write(seeds, "neu \t„ä“.txt", FERRY)
    git("add", new)
    assert [found.existing for found in check([new], seeds, staged=True)] == ["ferry.txt"]


def test_from_inside_the_folder_and_for_the_whole_work_tree(seeds, git, monkeypatch):
    git("add", write(seeds, "new.txt", FERRY))
    assert seen(check(["seeds/new.txt"], Path(), staged=True)) == [
        ("block", "duplicate", "seeds/new.txt", "seeds/ferry.txt")
    ]
    monkeypatch.chdir(seeds)
    assert seen(check(["new.txt"], Path(), staged=True)) == [COPY]


def test_in_a_hook_that_commits_some_files_only(seeds, git, tmp_path):
    """`git commit FILE` gives its hooks another staging area, by a path that may be relative."""
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    here = Path(__file__).resolve().parents[3]
    hook.write_text(
        f'#!/bin/sh\nPYTHONPATH="{here}" exec "{sys.executable}" -c "'
        "from pathlib import Path; from provenance.run.gate.gate import check; "
        "print([f.kind for f in check(['seeds/new.txt'], Path('seeds'), staged=True)]); raise SystemExit(1)\"\n"
    )
    hook.chmod(0o755)
    write(seeds, "new.txt", TURNIPS)
    git("add", "seeds/new.txt")
    write(seeds, "new.txt", FERRY)
    done = subprocess.run(["git", "commit", "-m", "x", "seeds/new.txt"], check=False, capture_output=True)
    assert b"['duplicate']" in done.stdout + done.stderr


def test_neither_the_staging_area_nor_the_work_tree_is_altered(seeds, git, tmp_path):
    git("add", write(seeds, "new.txt", FERRY))
    write(seeds, "new.txt", TURNIPS)

    def state():
        files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
        return [(path, path.stat().st_mtime_ns, path.read_bytes()) for path in files]

    before = state()
    check(["seeds/new.txt"], seeds, staged=True)
    assert state() == before


def test_without_a_repository_the_message_says_so(seeds, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(seeds.absolute().parent.parent))
    with pytest.raises(MachineError, match="not a git repository"):
        check(["seeds/ferry.txt"], seeds, staged=True)


def test_without_git_the_message_says_so(seeds, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MachineError, match="git cannot be run"):
        check(["seeds/ferry.txt"], seeds, staged=True)


@pytest.mark.parametrize("staged", [False, True])
def test_a_folder_too_large_to_read_whole_gives_the_same_findings(seeds, git, monkeypatch, staged):
    for number in range(30):
        write(
            seeds,
            f"filler-{number:02}.txt",
            f"Filler article number {number} tells of {number} goats. " + "xyz " * number,
        )
    write(
        seeds, "ferry-russian.md", "---\nid: ferry-ru\n---\nПаром Альма потерял ход у маяка Скарн, сообщили в порту.\n"
    )
    write(
        seeds, "accepted.toml", '[[accepted]]\npair = ["ferry-ru", "filler-07.txt"]\nreason = "to see both are known"\n'
    )
    new = [
        write(seeds, "new.txt", HALF_FERRY),
        write(seeds, "more.txt", "Паром Альма потерял ход у маяка Скарн, сообщили в порту.\n"),
    ]
    git("add", "seeds")
    whole = check(new, seeds, staged=staged)
    assert [found.existing for found in whole] == ["ferry-ru", "ferry.txt"]
    monkeypatch.setattr(arrivals, "_FEW", 2)
    monkeypatch.setattr(arrivals, "_TOGETHER", 7)
    skimmed = check(new, seeds, staged=staged)
    assert seen(skimmed) == seen(whole)


def test_a_large_folder_is_kept_beside_git_and_gives_the_same_findings(seeds, git, monkeypatch):
    for number in range(30):
        write(seeds, f"filler-{number:02}.txt", f"Filler article number {number} tells of {number} goats. " * 3)
    write(
        seeds, "ferry-russian.md", "---\nid: ferry-ru\n---\nПаром Альма потерял ход у маяка Скарн, сообщили в порту.\n"
    )
    new = [
        write(seeds, "new.txt", HALF_FERRY),
        write(seeds, "more.txt", "Паром Альма потерял ход у маяка Скарн, сообщили в порту.\n"),
    ]
    git("add", "seeds")
    whole = seen(check(new, seeds, staged=True))
    assert [existing for *_, existing in whole] == ["ferry-ru", "ferry.txt"]
    for name, value in (("_FEW", 2), ("_LARGE", 3), ("_TOGETHER", 7)):
        monkeypatch.setattr(arrivals, name, value)
    monkeypatch.setattr(beside, "_AT_ONCE", 20)
    asked = []
    monkeypatch.setattr(arrivals, "_TOGETHER", 99)

    def skimmed(files, *others):
        if len(files) > 20:  # of all, not of the few that the kept fingerprints lead to
            asked.append(len(files))
        return hits(files, *others)

    monkeypatch.setattr(arrivals, "hits", skimmed)
    assert seen(check(new, seeds, staged=True)) == whole  # not all are there yet
    assert asked
    asked.clear()
    assert seen(check(new, seeds, staged=True)) == whole
    [folder] = (seeds.parent / ".git" / "provenance").iterdir()

    git("mv", "seeds/ferry.txt", "seeds/alma.txt")  # what is kept follows what is staged
    assert [existing for *_, existing in seen(check(new, seeds, staged=True))] == ["ferry-ru", "alma.txt"]
    write(seeds, "alma.txt", MUSEUM)
    git("add", "seeds")
    assert ("block", "part", "new.txt", "alma.txt") not in seen(check(new, seeds, staged=True))
    git("restore", "--staged", "--worktree", "--source=HEAD", "seeds/ferry.txt")
    git("rm", "-qf", "seeds/alma.txt")
    assert seen(check(new, seeds, staged=True)) == whole
    assert not asked

    for names in ("*", "*.segment"):  # damaged: it is made anew
        for path in folder.glob(names):
            path.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()[:-900]) + path.read_bytes()[-900:])
        assert seen(check(new, seeds, staged=True)) == whole
    monkeypatch.setattr(beside, "_AT_ONCE", 99)
    assert seen(check(new, seeds, staged=True)) == whole
    asked.clear()
    assert seen(check(new, seeds, staged=True)) == whole
    assert not asked
    with locked(folder):  # somebody else is at work there
        asked.clear()
        assert seen(check(new, seeds, staged=True)) == whole
        assert asked


def test_disk_staging_and_what_is_kept_lead_to_the_same_files(seeds, git, monkeypatch):
    """A line that more files share than are compared: the same ones are compared, whatever way they are looked for."""
    turn = "The harbour board of Skarn meets in the old customs house on the first Thursday of each month."
    for number in range(60):
        word = "".join(chr(ord("a") + int(digit)) for digit in str(3 * number))
        write(seeds, f"{number:02}.txt", f"{turn} Item {word} was about {number} goats of {word}ville, who ate {word}.")
    for number in range(30):  # the same letters, other words
        line = (
            turn.replace("harbour board", "harbourboard")
            .replace(" in the ", " inthe ")
            .replace(" the first", " thefirst")
        )
        write(seeds, f"x{number}.txt", f"{line.replace('of each', 'ofeach')} {'xyz ' * number} and {number} ewes.")
    write(seeds, "short.txt", "If it is to go on as it is.")
    new = [write(seeds, "new.txt", f"Quite another story begins so. {turn} If it is to go on as it is, he said.")]
    git("add", "seeds")
    compared, close_articles = [], gate._Close.of

    def watched(arrived, pairs):
        compared.append({arrived.articles[number].article for pair in pairs for number in pair})
        return close_articles(arrived, pairs)

    monkeypatch.setattr(gate._Close, "of", watched)
    for room, name, value in ((beside, "HOLDERS", 16), (skim, "HOLDERS", 16), (added_candidates, "_HOLDERS", 8)):
        monkeypatch.setattr(room, name, value)
    monkeypatch.setattr(arrivals, "_FEW", 4)
    ways = [check(new, seeds), check(new, seeds, staged=True)]
    monkeypatch.setattr(arrivals, "_LARGE", 3)
    ways += [check(new, seeds, staged=True) for _ in range(2)]
    assert (seeds.parent / ".git" / "provenance").is_dir()
    assert ways == ways[:1] * 4
    assert compared == compared[:1] * 4
    assert 7 <= len(compared[0] - {"new.txt"}) <= 8


def test_the_way_of_check_imports_neither_polars_nor_numba():
    heavy = ["polars", "numba", "scipy", "datasketch", "wordfreq", "pyarrow", "py3langid", "charset_normalizer", "rich"]
    modules = "sys, provenance.run.gate.gate, provenance.run.index.indexed, provenance.run.gate.beside"
    code = f"import {modules}; print([name for name in {heavy} if name in sys.modules])"
    here = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=here)
    assert done.stdout.strip() == b"[]"


def test_what_else_was_read_changes_no_weight(seeds, monkeypatch):
    """Which files are worth reading depends on how they are looked through, so only a fixed sample is background."""
    for number in range(9):
        write(seeds, f"other{number}.txt", MUSEUM.replace("January", f"January {1970 + number}"))
    write(seeds, "new.txt", HALF_FERRY)
    monkeypatch.setattr(arrivals, "_FEW", 3)
    expected = check([seeds / "new.txt"], seeds)
    assert expected[0].passages
    wanted = arrivals._worth_reading
    monkeypatch.setattr(arrivals, "_worth_reading", lambda files, *rest: {*wanted(files, *rest), *sorted(files)[:6]})
    assert check([seeds / "new.txt"], seeds) == expected


def test_the_sample_of_a_folder_hardly_changes_with_a_file_more(seeds):
    """Files are chosen by their names' hashes, so those of today are those of tomorrow but for one."""
    files = {f"{number}.txt": named_file(f"seeds/{number}.txt", f"{number}.txt") for number in range(500)}
    sample = arrivals._sample(files)
    elsewhere = {f"/elsewhere/{key}": file for key, file in files.items()}
    assert len(sample) == 96
    assert {f"/elsewhere/{key}" for key in sample} == arrivals._sample(elsewhere)
    more = {**files, "zebra.txt": named_file("seeds/zebra.txt", "zebra.txt")}
    assert len(sample - arrivals._sample(more)) <= 1


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_copy_in_an_archive_is_stopped(seeds, name):
    Path(name).write_bytes(ARCHIVES[name]({"in/copy.txt": FERRY.encode(), "new.txt": TURNIPS.encode()}))
    [found] = check([name], seeds)
    assert (found.level, found.kind, found.article, found.existing) == (
        "block",
        "duplicate",
        f"{name}!in/copy.txt",
        "ferry.txt",
    )


def test_a_copy_of_what_the_folder_keeps_in_an_archive_is_stopped(seeds):
    (seeds / "old.zip").write_bytes(ARCHIVES["a.zip"]({"turnips.txt": TURNIPS.encode()}))
    write(Path(), "new.txt", TURNIPS)
    [found] = check(["new.txt"], seeds)
    assert (found.level, found.article, found.existing) == ("block", "new.txt", "old.zip!turnips.txt")


def test_a_member_that_cannot_be_read_is_named(seeds):
    Path("a.zip").write_bytes(ARCHIVES["a.zip"]({"new.txt": TURNIPS.encode(), "bad.jsonl": b"{}}"}))
    [found] = check(["a.zip"], seeds)
    assert (found.kind, found.article) == ("unread", "a.zip!bad.jsonl")
