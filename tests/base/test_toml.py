"""A TOML file of any shape is read, or refused by name."""

import pytest

from provenance.base.errors import InputError, ProvenanceError, SettingsError
from provenance.base.settings import Settings
from provenance.base.toml import read_toml
from provenance.origin.dates.fact_file import dated_facts
from provenance.origin.graph.reviewed import read_reviewed
from provenance.run.gate.accepted import accepted

DEEP = ["a = " + "[" * 5000, "a = " + "{b=" * 5000, ".".join("a" * 500) + " = 1", f"[{'.'.join('b' * 500)}]\n"]
ODD = [
    "a = " + "1" * 5000,
    "a = 1979-99-99",
    "\x00",
    "[[edge]]\nderived = " + "[" * 90 + "]" * 90,
    "[[edge]]\nverdict" + ".v" * 90 + " = 1",
    "[[accepted]]\npair" + ".v" * 90 + " = 1",
    "[[accepted]]\npair = " + "[" * 90 + "]" * 90,
    "accepted = 1",
    "edge = 1",
    "edge = [1]",
    "accepted = [[]]",
]
READERS = {
    "settings": Settings.load,
    "judged": read_reviewed,
    "dated facts": dated_facts,
    "accepted": lambda path: accepted(path.read_bytes(), str(path)),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", DEEP + ODD, ids=lambda text: repr(text[:20]))
def test_no_file_is_a_bug(tmp_path, reader, text):
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(ProvenanceError) as caught:
        READERS[reader](path)
    assert caught.value.exit_code in (2, 4)
    assert str(path) in str(caught.value)
    assert len(str(caught.value)) < 1000
    if text in DEEP:
        assert "nested" in str(caught.value)


def test_depth_is_counted_and_not_the_machines(tmp_path):
    path = tmp_path / "a.toml"
    for depth in (99, 100):
        path.write_text("a = " + "[" * depth + "]" * depth)
        if depth == 99:
            assert read_toml(path, "E-TOML")[1].keys() == {"a"}
        else:
            with pytest.raises(InputError, match="nested"):
                read_toml(path, "E-TOML")


def test_a_file_without_end_is_refused(tmp_path):
    with (tmp_path / "a.toml").open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(SettingsError, match="20,000,000"):
        Settings.load(tmp_path / "a.toml")


def test_a_name_that_no_system_has_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_toml(tmp_path / "a\0b", "E-TOML")
