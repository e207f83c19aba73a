"""The catalogue finds every body by every name, and says where a user's own table is wrong."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.errors import SettingsError
from provenance.origin import names
from provenance.origin.credits.catalogue import CHAINS, KINDS, Catalogue

BOOK = Catalogue.load()
OWN = "id\tname\tkind\taliases\tneeds_cue\nosk\tOsk Press\tagency\tOsk Press|OSP\tOSP\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "own.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_alias_is_found_in_a_text_as_its_own_bodies():
    lost = {
        alias
        for agency in BOOK.agencies.values()
        for alias in agency.aliases
        if not any(agency.id in name.agencies and name.start == 2 for name in BOOK.names(f". {alias} !"))
    }
    assert lost == set()


def test_every_line_is_of_a_known_kind_and_its_careful_aliases_are_aliases():
    for agency in BOOK.agencies.values():
        assert agency.kind in KINDS
        assert agency.chain in CHAINS
        assert set(agency.needs_cue) | set(agency.common) <= set(agency.aliases)
        assert not set(agency.needs_cue) & set(agency.common)
        assert agency.kind == "unnamed" or agency.languages


def test_names_shared_by_several_bodies_have_places_to_tell_them_by():
    aliases = {alias for agency in BOOK.agencies.values() for alias in agency.aliases}
    shared = {alias: BOOK.find(alias) for alias in aliases if len(BOOK.find(alias)) > 1}
    assert {"APA", "APS", "ANA", "BNA", "CNA", "IPN", "KNA"} <= set(shared)
    assert [agency.id for bodies in shared.values() for agency in bodies if not agency.places] == []


def test_find_gives_all_bodies_of_a_name_and_none_for_an_unknown_one():
    assert [agency.id for agency in BOOK.find("APS")] == ["aps_dz", "aps_sn"]
    assert BOOK.find("Osk Press") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interfax-Ukraine and Interfax", ["interfax_ua", "interfax"]),
        ("Interfax\nUkraine", ["interfax_ua"]),  # hard-wrapped
        ("Associated Press of Pakistan", ["app"]),
        ("told A.P. so", ["ap"]),
        ("Рейтерсу, Укринформу", ["reuters", "ukrinform"]),  # case endings
        ("لرويترز ورويترز", ["reuters", "reuters"]),  # written onto small words
        ("聯合新华社電", ["xinhua"]),
        ("Reutersville, tassel, www.reuters.com, reuters.com, @AP", []),
        ("aa, map, fars, mehr, ap, report", []),  # short and common names only as they are printed
    ],
)
def test_names_by_hand(text, expected):
    assert [name.agencies[0] for name in BOOK.names(text)] == expected


def test_a_users_own_lines_add_to_the_shipped_ones_and_replace_them(tmp_path):
    own = Catalogue.load(written(tmp_path, OWN + "tass\tTASS\tbroadcaster\tTass of Osk\t\n"))
    assert [agency.name for agency in own.find("OSP")] == ["Osk Press"]
    assert own["tass"].aliases == ("Tass of Osk",)
    assert own.find("ТАСС") == ()
    assert own["reuters"] == BOOK["reuters"]


def test_what_a_run_writes_down_of_the_users_own_lines_gives_the_same_catalogue(tmp_path):
    own = Catalogue.load(written(tmp_path, OWN + "tass\tTASS\tbroadcaster\tTass of Osk\t\n"))
    lines = json.loads(json.dumps(own.own_lines()))
    assert [line["id"] for line in lines] == ["osk", "tass"]
    assert Catalogue.of_run(lines).agencies == own.agencies
    assert BOOK.own_lines() == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("id\tname\n", 1, "column aliases is missing"),
        ("id\tname\taliases\tcolour\n", 1, "unknown column 'colour'"),
        (OWN + "x\tX\tagency\n", 3, "3 columns, not 5"),
        (OWN + "\tX\tagency\tX\t\n", 3, "column id is empty"),
        (OWN + "x\tX\tparrot\tX\t\n", 3, "column kind: 'parrot' is none of"),
        (OWN + "x\tX\tagency\tX\tY\n", 3, "column needs_cue: 'Y' is not among the aliases"),
        (OWN + "osk\tX\tagency\tX\t\n", 3, "column id: 'osk' stands on line 2 too"),
    ],
)
def test_a_wrong_table_is_named_with_line_and_column(tmp_path, text, line, what):
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        Catalogue.load(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert caught.value.what.startswith(what)


def test_a_table_that_is_absent_or_not_text_is_named(tmp_path):
    with pytest.raises(SettingsError):
        Catalogue.load(tmp_path / "absent.tsv")
    (tmp_path / "own.tsv").write_bytes(b"id\tname\taliases\n\xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        Catalogue.load(tmp_path / "own.tsv")


def names_by_every_word(text: str) -> list[tuple[int, int]]:
    """The slow twin of the finder: every word of the text is looked up."""
    forms, found, end = BOOK._finder._forms, [], 0
    for word in names._WORD.finditer(text):
        if word.start() < end:
            continue
        own = forms.get(word.group().casefold(), [])
        name = names._longest(text, word.start(), own)
        for place in range(word.start(), word.end()) if not own else ():  # a space was lost within the word
            glued = [form for first in forms for form in forms[first] if names._may_be_glued(form, text, place)]
            glued.sort(key=lambda form: -len(form.words))
            parted = place == word.start() or names._HUMP.match(text, place)
            name = name or (names._longest(text, place, glued) if parted else None)
        if name:
            found.append((name.start, name.end))
            end = name.end
    return found


PIECES = [
    "Associated", "Press", "associated", "A.P", "AP", "a", "P", "The", "Reuters", "reuters", "REUTERS", "news", "News",
    "Agency", "agencies", "of", "Nigeria", "Agence", "France-Presse", "France", "Presse", "Interfax", "-", "Ukraine",
    "Интерфакс", "Укринформу", "رويترز", "لرويترز", "新华社", "(", ")", "/", ".", ",", " ", " ", "  ", "\n", "’s",
    "www.", "@", ".com", "New", "China", "rain",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_looking_where_a_name_can_begin_finds_what_looking_at_every_word_finds(text):
    (spans,) = BOOK._finder._starts.spans([text])
    assert [(name.start, name.end) for name in BOOK._finder._spaced(text, spans)] == names_by_every_word(text)
