"""`provenance warmup` leaves kernels that need no compiling again, and says where."""

import json
import sys

import pytest

from provenance.match.translation.word_table import TABLE_FILE
from provenance.run import word_table
from provenance.run.backends import kept
from tests.match.translation.test_word_table import Dictionary


def test_where_kernels_are_kept_is_said_to_people_and_programs(provenance):
    pytest.importorskip("numba")
    assert json.loads(provenance("warmup", "--json").out) == {"backend": "numba", "kept": str(kept())}
    assert provenance("warmup").err == f"provenance: kernels are ready, kept in {kept()}\n"


def test_without_numba_it_names_what_to_install(provenance, monkeypatch):
    for module in [name for name in sys.modules if name.endswith(("parallel", "kernel")) or name == "numba"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.setitem(sys.modules, "numba.core.event", None)
    ran = provenance("warmup")
    assert ran.code == 6
    assert "article-provenance[fast]" in ran.err


def test_a_table_of_words_is_written_and_named(provenance, tmp_path, monkeypatch):
    monkeypatch.setattr(word_table, "encoder_for", lambda folder: Dictionary())
    ran = provenance("warmup", "--translation", str(tmp_path / "words"), "--languages", "es, EN")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "provenance: en: 15,000 words",
        "provenance: es: 15,000 words",
        f"provenance: wrote {tmp_path / 'words' / TABLE_FILE}. The setting translation_model = "
        f"{str(tmp_path / 'words')!r} uses it.",
    ]
    made = json.loads(provenance("warmup", "--translation", str(tmp_path / "b"), "--languages", "en", "--json").out)
    assert made == {"table": str(tmp_path / "b" / TABLE_FILE), "encoder": "dictionary", "languages": ["en"]}


def test_a_table_without_an_encoder_names_what_to_install(provenance, tmp_path, monkeypatch):
    monkeypatch.setattr(word_table, "encoder_for", lambda folder: None)
    ran = provenance("warmup", "--translation", str(tmp_path / "words"))
    assert ran.code == 2
    assert "article-provenance[translation]" in ran.err
    assert not (tmp_path / "words").exists()


def test_languages_are_for_a_table(provenance):
    ran = provenance("warmup", "--languages", "en")
    assert ran.code == 2
    assert "--translation" in ran.err
