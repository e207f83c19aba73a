"""Only regular files inside the given folders are opened, in an order that is always the same."""

import os
import socket

import pytest

from provenance.base.errors import InputError
from provenance.corpus.files import File, files, named_file, open_regular
from provenance.corpus.ledger import Entry


def tree(folder, *names):
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("Rain fell.\n")
    return folder


def shown(found, folder):
    return [
        (item.path.removeprefix(f"{folder.as_posix()}/"), item.name if isinstance(item, File) else item.code)
        for item in found
    ]


def test_a_folder_is_walked_in_order_and_nothing_is_skipped_in_silence(tmp_path):
    tree(tmp_path, "b.txt", "a/z.jsonl.gz", "a/c.pdf", ".git/x.txt", "accepted.toml", "..dots.md", "page.html")
    assert shown(files([tmp_path]), tmp_path) == [
        ("..dots.md", "..dots.md"),
        (".git", ""),
        ("a/c.pdf", "W-UNSUPPORTED"),
        ("a/z.jsonl.gz", "a/z.jsonl.gz"),
        ("accepted.toml", ""),
        ("b.txt", "b.txt"),
        ("page.html", "page.html"),
    ]


def test_where_results_go_and_where_earlier_ones_lie_is_passed_over(tmp_path):
    tree(tmp_path, "a.txt", "out/now/kept.jsonl", "out/then/run.json", "out/then/ledger.jsonl", "out/then/kept.jsonl")
    found = list(files([tmp_path], tmp_path / "out" / "now"))
    assert shown(found, tmp_path) == [("a.txt", "a.txt"), ("out/now", ""), ("out/then", "")]
    assert found[1].message == "holds results, no articles: passed over"
    assert [item.name for item in files([tmp_path / "out" / "then"])] == ["kept.jsonl", "ledger.jsonl", "run.json"]


def test_the_order_of_inputs_does_not_matter_and_names_are_unique(tmp_path):
    one, two = tree(tmp_path / "one", "a.txt"), tree(tmp_path / "two", "a.txt")
    forward, backward = (list(files(order)) for order in ([one, two], [two, one]))
    assert forward == backward
    assert [item.name for item in forward] == ["a.txt", "two/a.txt"]


def test_a_file_given_twice_is_read_once(tmp_path):
    tree(tmp_path, "a.txt")
    found = list(files([tmp_path, tmp_path / "a.txt"]))
    assert [type(item).__name__ for item in found] == ["File", "Entry"]
    assert found[1].code == "W-DUP-INPUT"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("a.txt", "W-SYMLINK"),
        ("..", "W-SYMLINK"),
        ("/etc/hostname", "E-SYMLINK"),
        ("gone", "E-SYMLINK"),
        ("link.txt", "E-SYMLINK"),
    ],
)
def test_links_are_never_followed(tmp_path, target, code):
    folder = tree(tmp_path / "in", "sub/a.txt", "sub/b.txt")
    (folder / "sub" / "link.txt").symlink_to(target)
    assert ("sub/link.txt", code) in shown(files([folder]), folder)


def test_a_link_given_by_name_is_refused_with_its_target(tmp_path):
    tree(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    (found,) = files([tmp_path / "link.txt"])
    assert isinstance(found, Entry)
    assert (found.code, found.verdict) == ("E-SYMLINK", "rejected")
    assert found.message.endswith("a.txt")


@pytest.mark.usefixtures("in_time")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_and_sockets_are_named_and_left_alone(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.txt"))
        assert shown(files([tmp_path]), tmp_path) == [("pipe.txt", "E-NOT-REGULAR"), ("s.txt", "E-NOT-REGULAR")]


@pytest.mark.usefixtures("in_time")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("make", [lambda p: p.symlink_to("a.txt"), getattr(os, "mkfifo", None), lambda p: p.mkdir()])
def test_a_file_swapped_after_the_walk_is_not_opened_either(tmp_path, make):
    tree(tmp_path, "a.txt")
    make(tmp_path / "b.txt")
    with pytest.raises(InputError):
        open_regular(tmp_path / "b.txt")


def test_missing_and_unsupported_inputs_are_rejected_by_name(tmp_path):
    tree(tmp_path, "a.pdf")
    assert shown(files([tmp_path / "gone", tmp_path / "a.pdf"]), tmp_path) == [
        ("a.pdf", "E-UNSUPPORTED"),
        ("gone", "E-NOT-FOUND"),
    ]


def test_an_empty_folder_is_a_warning(tmp_path):
    assert [item.code for item in files([tmp_path])] == ["W-EMPTY"]


def test_names_are_escaped_for_show_only():
    file = named_file("in/esc\x1b.txt", "esc\x1b.txt")
    assert (file.name, [note.code for note in file.notes]) == ("esc\x1b.txt", ["W-NAME-ESCAPED"])


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["b.txt"]),
        ("a/*", ["a/c.txt", "a/d.md", "a/e/f.txt"]),
        ("**/*.txt", ["a/c.txt", "a/e/f.txt", "b.txt"]),
        ("a/**", ["a/c.txt", "a/d.md", "a/e/f.txt"]),
        ("**/*", ["a/c.txt", "a/d.md", "a/e/f.txt", "b.txt"]),
        ("**/e", ["a/e/f.txt"]),
        ("[ab].txt", ["b.txt"]),
        ("?/c.txt", ["a/c.txt"]),
    ],
)
def test_a_pattern_that_the_shell_left_alone_is_resolved(tmp_path, pattern, names):
    tree(tmp_path, "b.txt", "a/c.txt", "a/d.md", "a/e/f.txt", ".git/x.txt", "a/.hidden.txt")
    found = [*files([f"{tmp_path.as_posix()}/{pattern}"])]
    assert [path for path, code in shown(found, tmp_path) if not path.rpartition("/")[2].startswith(".")] == names


def test_a_pattern_that_nothing_fits_is_said_and_a_file_of_that_name_is_no_pattern(tmp_path):
    tree(tmp_path, "a[1].txt", "a1.txt")
    assert [path for path, _ in shown(files([tmp_path / "a[1].txt"]), tmp_path)] == ["a[1].txt"]
    [item] = files([tmp_path / "*.csv"])
    assert (item.code, item.verdict) == ("E-NOT-FOUND", "rejected")


def test_a_pattern_follows_no_link(tmp_path):
    tree(tmp_path, "in/a.txt", "elsewhere/b.txt")
    try:
        (tmp_path / "in" / "out").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
        (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    found = [item for pattern in ("in/**/*.txt", "in/*/b.txt") for item in files([tmp_path / pattern])]
    assert [path for path, name in shown(found, tmp_path) if not name.startswith("E-")] == ["in/a.txt"]
