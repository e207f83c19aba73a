"""Letters and digits are read as readers see them: one text in two spellings has the same tokens, by both backends."""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from provenance.base.letters import table as letters_table
from provenance.base.shingles import shingle_size
from provenance.base.tokens import VERSION, letter_sizes, tokens, word_count, words
from provenance.base.twins import TOKENS_BY

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"
BACKENDS = ["python", *(["numba"] if find_spec("numba") else [])]

# Two spellings of one text, by kind.
SPELLINGS = {
    "Arabic, final yeh and teh marbuta": ("أعلنت المدينة إغلاق المستشفى", "اعلنت المدينه اغلاق المستشفي"),
    "Arabic, alef wasla, vowels and tatweel": ("ٱلْمَدِينَة", "المـدينة"),
    "Arabic, yeh and waw that carry a hamza": ("مسؤول رئيس", "مسوول رييس"),
    "Persian, Arabic yeh and kaf": ("یکی از کشتی‌ها", "يكي از كشتي‌ها"),
    "Persian, non-joiner or blank": ("می‌شود پایه‌های رودخانه‌ی", "می شود پایه های رودخانه ی"),
    "Urdu, heh goal or heh": ("ہوا میں گرہ", "هوا میں گره"),
    "Kurdish, ae or heh": ("ئەمە", "ئهمه"),
    "Turkish capitals": ("DIŞİŞLERİ BAKANLIĞI AÇIKLADI", "dışişleri bakanlığı açıkladı"),
    "Turkish in ASCII": ("Dışişleri Bakanlığı açıkladı", "Disisleri Bakanligi acikladi"),
    "Azerbaijani in ASCII": ("Azərbaycan şəhəri", "Azerbaycan seheri"),
    "Persian digits": ("۱۴۰۳ و ۲۵", "1403 و 25"),
    "Arabic digits": ("عام ٢٠٢٤", "عام 2024"),
    "Hindi digits": ("२०२४ में ५७", "2024 में 57"),
    "Thai digits": ("ปี ๒๕๖๗", "ปี 2567"),
    "Polish in ASCII": ("Łódź ogłosiła żałobę", "Lodz oglosila zalobe"),
    "Danish in ASCII": ("Færgen fra Øster Ørsted", "Faergen fra Oester Oersted"),
    "Norwegian without the stroke": ("Tromsø, Bodø", "Tromso, Bodo"),
    "Vietnamese in ASCII": ("Đà Nẵng đóng cửa đập", "Da Nang dong cua dap"),
    "Croatian in ASCII": ("Đurđevac između", "Durdevac izmedu"),
    "German in ASCII": ("Behörde ließ Schließung für Häfen prüfen", "Behoerde liess Schliessung fuer Haefen pruefen"),
    "German with geänderte, geöffnet": ("geänderte, geöffnete Übung", "geaenderte, geoeffnete Uebung"),
    "Icelandic in ASCII": ("Þingið", "Thingid"),
    "French ligatures": ("cœur, sœurs", "coeur, soeurs"),
    "Hausa in ASCII": ("ɓarawo ɗan ƙasa", "barawo dan kasa"),
    "Hindi without nukta": ("बाज़ार में बड़ी", "बाजार में बडी"),
    "Hindi nukta, composed": ("क़दम ज़रूरी", "क़दम ज़रूरी"),
    "Punjabi without nukta": ("ਜ਼ਮੀਨ", "ਜਮੀਨ"),
    "Hindi anusvara or nasal": ("हिन्दी सङ्कट अन्त सम्भावना पञ्च", "हिंदी संकट अंत संभावना पंच"),
    "Marathi anusvara or nasal": ("मुम्बई पन्तप्रधान", "मुंबई पंतप्रधान"),
    "Hindi candrabindu": ("पाँच गाँव", "पांच गांव"),
    "English column": ("on Tues-\nday the op-\n   erators", "on Tuesday the operators"),
    "German column of Windows lines": ("Brenn-\r\nmünde be-\r\nschlossen hät-\r\nten", "Brennmünde beschlossen hätten"),
    "Scan with ¬": ("har¬\nbour, ha\xad\nven", "harbour, haven"),
    "Russian column": ("прави-\nтельство", "правительство"),
    "Ukrainian apostrophes": ("обʼєднання", "об’єднання"),
    "Hawaiian and Uzbek letters": ("Hawaiʻi oʻzbek", "Hawai‘i o'zbek"),
}  # fmt: skip


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("kind", SPELLINGS)
def test_two_spellings_have_the_same_tokens(kind, backend):
    one, other = (TOKENS_BY[backend]([text]) for text in SPELLINGS[kind])
    assert one.hashes.tolist() == other.hashes.tolist()
    assert len(one.hashes)


APART = [
    ("a new line after a hyphen that begins a capital", "US-\nRegierung", ["us", "regierung"]),
    ("a hyphen inside a line", "long-term", ["long", "term"]),
    ("a dash at a line end", "the board -\nof it--\nall", ["the", "board", "of", "it", "all"]),
    ("an empty line", "part-\n\nthe next", ["part", "the", "next"]),
    ("years", "2010-\nto 2012", ["2010", "to", "2012"]),
    ("a hyphen at the end", "op-\n", ["op"]),
    ("a non-joiner outside of Arabic letters", "nor\u200cth क्\u200cष", ["north", "क्ष"]),
    ("an aspirate of Urdu", "کھا کہا", ["كھا", "كها"]),
    ("an ending of Urdu", "کی کے", ["كي", "كے"]),
    ("letters of Bengali that a dot tells apart", "ড ড়", ["ড", "ড়"]),
]


@pytest.mark.parametrize(("_", "text", "expected"), APART, ids=[row[0] for row in APART])
def test_what_is_not_one_word(_, text, expected):
    assert words(text).words == expected
    for backend in BACKENDS:
        assert TOKENS_BY[backend]([text]).hashes.tolist() == tokens([" ".join(expected)]).hashes.tolist()


def test_places_are_those_of_the_original():
    text = "Die Übung am Tues-\n day: हिन्दी, می‌شود."
    for backend in BACKENDS:
        found = TOKENS_BY[backend]([text])
        places = zip(found.starts.tolist(), found.ends[:].tolist(), strict=True)
        assert [text[a:b] for a, b in places] == ["Die", "Übung", "am", "Tues-\n day", "हिन्दी", "می", "شود"]


@pytest.mark.parametrize(
    ("text", "size", "count"),
    [
        ("港口关闭三小时", 2, 3),
        ("港で羊が詰まった。", 2, 4),
        ("ฝนตกหนักมากในเมือง", 5, 3),
        ("ຝົນຕົກໜັກ", 5, 1),
        ("မိုးရွာသည်", 6, 1),
        ("ភ្លៀងធ្លាក់ខ្លាំង", 6, 2),
        ("rain fell", 1, 2),
        ("비가 왔다", 1, 2),
    ],
)
def test_so_many_letters_make_a_word(text, size, count):
    for backend in BACKENDS:
        found = TOKENS_BY[backend]([text])
        assert set(letter_sizes(found.hashes).tolist()) == {size}
        assert word_count(found.hashes) == count
        assert shingle_size(found.hashes, 5) == 5 * size


def test_no_word_has_the_hash_of_a_letter():
    many = TOKENS_BY[BACKENDS[-1]]([" ".join(f"w{number}" for number in range(200_000))])
    assert (letter_sizes(many.hashes) == 1).all()
    raw = many.hashes >> np.uint64(51)
    assert (raw == 0x1A75 ^ 0x1000).sum() > 200_000 / 8192  # those whose first bit was turned are among them


def test_the_table_is_frozen():
    with np.load(letters_table.PATH) as stored:
        frozen = hashlib.sha256(b"".join(stored[name].tobytes() for name in ("page_of", "pages", "cuts", "expansions")))
    assert VERSION == "tokens/3"
    assert frozen.hexdigest() == "4fd2969f265e478366df66eabc84f9abc633f1c4b7072ae802f7f0866484a31d"


@pytest.mark.parametrize(
    "name",
    [
        "arabic-final-yeh-teh/ar.jsonl", "ascii-letters-of-wire-copy/de.jsonl", "ascii-letters-of-wire-copy/pl.jsonl",
        "ascii-letters-of-wire-copy/vi.jsonl", "hindi-nukta-anusvara/hi.jsonl", "hindi-nukta-anusvara/anusvara.jsonl",
        "line-end-hyphens/de", "line-end-hyphens/en", "native-digits/fa.jsonl", "persian-arabic-yeh-kaf/fa.jsonl",
        "persian-arabic-yeh-kaf/zwnj.jsonl", "turkish-dotless-i/tr.jsonl", "turkish-dotless-i/ascii.jsonl",
    ],
)  # fmt: skip
def test_the_cases_are_word_for_word_the_same(name):
    path = CASES / name
    if not path.exists():
        pytest.skip("the cases are not beside the checkout")
    if path.is_dir():
        texts = [file.read_text(encoding="utf-8") for file in sorted(path.iterdir())]
    else:
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    one, other = (tokens([text]).hashes.tolist() for text in texts)
    assert one == other
