"""XML that attacks its reader is refused; what other readers would let pass is read as it stands."""

import time

import pytest

from provenance.base.settings import Settings
from provenance.corpus.formats.xml_tree import Element, Parsed, parsed
from provenance.corpus.read import read_bytes

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ATTACKS = {
    "a billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><item>&l11;</item></rss>',
    "one long entity often": f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]><rss><item>{"&a;" * 50_000}</item></rss>',
    "a file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item>&x;</item></rss>',
    "an address": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><rss><item>a</item></rss>',
    "depth": "<rss><item>" + "<a>" * 100_000,
}


def read(data: bytes | str, *names: str, encoding: str = "") -> tuple[Parsed, list[Element]]:
    items: list[Element] = []
    raw = data.encode() if isinstance(data, str) else data
    return parsed(raw, encoding, set(names) or {"item"}, items.append), items


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_at_once(attack, in_time):
    started = time.process_time()
    found, items = read(ATTACKS[attack])
    assert found.broken is not None
    assert found.broken.code == "E-XML"
    assert not items
    entries = [entry for entry, _ in read_bytes("feed.xml", ATTACKS[attack].encode(), Settings())]
    assert {entry.verdict for entry in entries} == {"rejected"}
    assert time.process_time() - started < 5


def test_a_document_type_elsewhere_is_not_fetched():
    for declared in ('<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">', '<!DOCTYPE rss PUBLIC "-//x" "x.dtd">'):
        found, items = read(f"{declared}<rss><item>R&eacute;sum&eacute;&nbsp;&unknown;</item></rss>")
        assert found.broken is None
        assert items[0].text() == "Résumé &unknown;"


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("utf-8", "utf-8"), ("windows-1251", "cp1251"), ("utf-16", "utf-16"), ("iso-8859-5", "iso-8859-5"),
     ("koi8-r", "koi8-r"), ("utf-8", "cp1251")],
)  # fmt: skip
def test_encodings_are_as_declared_where_that_is_true(said, encoding):
    text = "Ночью над гаванью шёл дождь, и паромы стояли у причала до самого утра."
    _, items = read(f'<?xml version="1.0" encoding="{said}"?><rss><item>{text}</item></rss>'.encode(encoding))
    assert items[0].text() == text


def test_encodings_of_several_bytes_are_read():
    for said, encoding, text in (("gb2312", "gb18030", "港口今天关闭"), ("shift_jis", "cp932", "港は今日閉鎖")):
        _, items = read(f'<?xml version="1.0" encoding="{said}"?><rss><item>{text}</item></rss>'.encode(encoding))
        assert items[0].text() == text


def test_items_are_cut_out_of_the_bytes_as_they_stand():
    parts = [
        "<item/>",
        "<item a='>'/>",
        "<item><item>inner</item></item>",
        "<x:item xmlns:x='y'>no</x:item>",
        "<item >b</item >",
    ]
    found, items = read(f"<rss>\n {' '.join(parts)}</rss>")
    assert [found.data[item.start : item.end].decode() for item in items] == [*parts[:3], parts[4]]


def test_a_prefix_is_known_by_its_namespace():
    _, items = read("<a:feed xmlns:a='http://www.w3.org/2005/Atom' xmlns:q='http://purl.org/dc/elements/1.1/'>"
                    "<a:entry><q:creator>Ida</q:creator><b:c>unbound</b:c></a:entry></a:feed>", "entry")  # fmt: skip
    assert [child.name for child in items[0].children] == ["dc:creator", "b:c"]


def test_control_characters_and_broken_bytes_cost_one_character_each():
    _, items = read(b"<rss><item>a\0b\x1bc\xff</item></rss>")
    assert items[0].text() == "a\ufffdb\ufffdc\ufffd" or "�" in items[0].text()


def test_many_items_take_the_memory_of_one():
    found, items = [], []

    def on_item(element: Element) -> None:
        items.append(1)
        found[:] = [element]

    read_ = parsed(b"<rss>" + b"<item><a>x</a></item>" * 20_000 + b"</rss>", "", {"item"}, on_item)
    assert len(items) == 20_000
    assert read_.root is not None
    assert not [*read_.root.children]
