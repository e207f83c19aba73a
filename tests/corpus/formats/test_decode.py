"""Bytes in every encoding of news come out as the text that was meant, or with one mark for each unit that cannot."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.errors import InputError, SettingsError
from provenance.base.settings import Settings
from provenance.corpus.formats.decode import BAD, decode, read_as, scrubbed

TEXT = "The façade of Larne Bay’s pier – “déjà vu” – cost £20 more.\r\nRain fell.\n"
OLDER = [
    ("cp1250", "cp1250", "A kikötői hatóság lezárta az északi mólót. A lakosok várnak, közölte a szóvivő."),
    ("iso8859_2", "iso8859_2", "Władze miasta ogłosiły, że śluza będzie zamknięta; mieszkańcy czekają na żywność."),
    ("cp1252", "cp1252", "A administração não confirmou a informação. As operações começarão amanhã, às oito."),
    ("cp1254", "cp1254", "Şehir yetkilileri kuzey iskelesinin kapatıldığını açıkladı, çünkü güçlü fırtına geçti."),
    ("cp1252", "cp1252", TEXT),
    ("cp1252", "latin-1", "L'été dernier, la jetée a été fermée après la tempête."),
    ("cp1252", "cp1252", "Die Behörden schließen die Mole. Fußgänger müssen Umwege gehen, Züge fahren später."),
    ("cp1250", "cp1250", "Władze miasta ogłosiły zamknięcie północnego pomostu. Mieszkańcy czekają na żywność."),
    ("cp1251", "cp1251", "Власти города закрыли северный причал после шторма."),
    ("koi8_r", "koi8-r", "Власти города закрыли северный причал после шторма."),
    ("cp1253", "cp1253", "Οι αρχές της πόλης ανακοίνωσαν το κλείσιμο της βόρειας προβλήτας."),
    ("cp1256", "cp1256", "أعلنت سلطات المدينة إغلاق الرصيف الشمالي بعد العاصفة"),
    ("cp1254", "cp1254", "Işığın kışın azaldığı ılık günlerde balıkçılar ağlarını kıyıda kuruttuğunu söyledi."),
    ("cp1257", "cp1257", "Ostas pārvalde paziņoja, ka ziemeļu mols būs slēgts; iedzīvotāji gaida jaunu ceļu."),
    ("cp1257", "cp1257", "Uosto valdyba pranešė, kad šiaurinis molas bus uždarytas, o žvejai išplauks vėliau."),
    (
        "mac_roman",
        "mac_roman",
        "L’été dernier, la jetée « du nord » a été fermée après la tempête, a annoncé le maire.",
    ),
    ("mac_roman", "mac_roman", "Die Behörden schließen die Mole, Fußgänger müssen Umwege gehen, Züge fahren später."),
    ("cp850", "cp850", "L'été dernier, la jetée a été fermée après la tempête; les pêcheurs protestent."),
    ("cp852", "cp852", "Władze miasta ogłosiły zamknięcie północnego pomostu. Mieszkańcy czekają na żywność."),
    ("koi8_u", "koi8-u", "Влада міста закрила північний причал; її мешканці чекають на допомогу вже тиждень."),
    (
        "cp866",
        "cp866",
        "Власти города закрыли северный причал после шторма. «Ждём», — сказал капитан.".replace("—", "-")
        .replace("«", '"')
        .replace("»", '"'),
    ),
    ("iso8859_5", "iso8859_5", "Власти города закрыли северный причал после шторма, жители ждут помощи."),
    ("mac_cyrillic", "mac_cyrillic", "Власти города закрыли северный причал. Рыбаки Ждановы ждут помощи уже неделю."),
    ("cp1251", "cp1251", "Властите затвориха северния кей след бурята, съобщи кметът. Жителите очакват помощ."),
    ("iso8859_6", "iso8859_6", "أعلنت سلطات المدينة إغلاق الرصيف الشمالي بعد العاصفة"),
    ("cp1255", "cp1255", "רשויות העיר סגרו את הרציף הצפוני לאחר הסערה והתושבים ממתינים לעזרה."),
    ("cp874", "cp874", "เทศบาลประกาศปิดท่าเรือด้านเหนือหลังพายุ ชาวบ้านกำลังรอความช่วยเหลือ"),
    ("cp874", "tis_620", "เรือข้ามฟากหยุดเดินสองวันเพราะคลื่นสูง"),
    ("iso2022_jp", "iso2022_jp", "市当局は火曜日に北の桟橋を閉鎖すると発表した。"),
    ("gb18030", "gbk", "市政府星期二宣布关闭北码头，居民正在等待援助，学校继续停课。"),
    ("big5", "big5", "市政府星期二宣布關閉北碼頭，居民正在等待援助，學校繼續停課。"),
    ("cp932", "shift_jis", "市当局は火曜日に北の桟橋を閉鎖すると発表した。住民は支援を待っている。"),
    ("euc_jp", "euc_jp", "市当局は火曜日に北の桟橋を閉鎖すると発表した。住民は支援を待っている。"),
    ("cp949", "euc_kr", "시 당국은 화요일 북쪽 부두를 폐쇄한다고 발표했다. 주민들은 도움을 기다린다."),
]


@pytest.mark.parametrize(("name", "written", "text"), OLDER, ids=[row[1] + " " + row[2][:8] for row in OLDER])
def test_older_encodings_are_guessed_and_said(name, written, text):
    found = decode(text.encode(written))
    assert (found.text, found.encoding, [note.code for note in found.notes]) == (text, name, ["W-ENCODING-GUESSED"])


SINGLE = ("cp1252", "cp1250", "cp1254", "cp1257", "mac_roman", "cp850", "cp852", "cp1251", "koi8_r", "koi8_u", "cp866",
          "iso8859_5", "mac_cyrillic", "cp1253", "iso8859_7", "cp1255", "cp1256", "iso8859_6", "cp874")  # fmt: skip


@pytest.mark.parametrize("text", sorted({row[2] for row in OLDER}), ids=lambda text: text[:12])
def test_a_text_in_any_encoding_that_has_its_letters_is_right_or_refused(text):
    wrong = []
    for name in SINGLE:
        try:
            data = text.encode(name)
        except UnicodeEncodeError:
            continue
        try:
            found = decode(data)
        except InputError:
            continue
        if found.text != text and BAD not in found.text:
            wrong.append((name, found.encoding, found.text))
    assert wrong == []


def test_an_encoding_that_is_named_is_taken_and_a_mark_wins():
    data = "Prošle noći je padala kiša".encode("cp852")
    assert read_as(data, "cp852").text == "Prošle noći je padala kiša"
    assert read_as(codecs.BOM_UTF8 + "kiša".encode(), "cp852").text == "kiša"
    with pytest.raises(SettingsError, match="E-ENCODING"):
        Settings(encoding="base64")
    with pytest.raises(SettingsError, match="E-ENCODING"):
        Settings(encoding="cp99999")
    assert Settings.of({"encoding": "Windows-1254"}).encoding == "cp1254"


MARKED = [
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
]


@pytest.mark.parametrize(("encoding", "mark"), MARKED)
@given(text=st.text(max_size=40).map(lambda text: scrubbed(text)[0]))
def test_a_mark_decides_and_is_not_in_the_text(encoding, mark, text):
    if encoding == "utf-16-le" and text.startswith("\0"):
        return
    found = decode(mark + text.encode(encoding))
    assert (found.text, found.encoding, found.notes) == (text, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_known_by_its_nuls(encoding):
    found = decode(TEXT.encode(encoding))
    assert (found.text, found.encoding, [n.code for n in found.notes]) == (TEXT, encoding, ["W-ENCODING-GUESSED"])


REPLACED = [  # bytes, text, message
    (b"one \xff\xfe\xfa two", f"one {BAD * 3} two", "3 bytes are not UTF-8"),
    (b"path ..\xc0\xaf..", f"path ..{BAD * 2}..", "2 bytes are not UTF-8"),
    (b"path ..\xc0\xaf..\xc0\xafetc", f"path ..{BAD * 2}..{BAD * 2}etc", "4 bytes are not UTF-8"),
    (b"cut \xe2\x82", f"cut {BAD * 2}", "2 bytes are not UTF-8"),
    (b"half \xed\xa0\xbd pair", f"half {BAD * 3} pair", "3 bytes are not UTF-8"),
    (b"a true \xef\xbf\xbd and \xff", f"a true {BAD} and {BAD}", "1 byte is not UTF-8"),
    ("café then caf".encode() + b"\xe9 ", f"café then caf{BAD} ", "1 byte is not UTF-8"),
    (b"\xff\xfea\0b\0c", f"ab{BAD}", "1 code unit is not UTF-16-LE"),
    (b"\xff\xfea\0\x00\xd8b\0", f"a{BAD}b", "1 code unit is not UTF-16-LE"),
]


@pytest.mark.parametrize(("data", "text", "message"), REPLACED)
def test_each_bad_unit_stands_as_one_mark(data, text, message):
    found = decode(data)
    assert (found.text, [(note.code, note.message) for note in found.notes]) == (
        text,
        [("W-ENCODING-REPLACED", message)],
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "E-BINARY"),
        (bytes(4096), "E-BINARY"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + bytes(range(200)), "E-FORMAT-MISMATCH"),
        (bytes((i * 37 + 11) & 255 for i in range(3000)), "E-BINARY"),
    ],
)
def test_what_is_no_text_is_refused(data, code):
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.code == code


@given(st.text(alphabet=st.characters(), max_size=60))
def test_scrubbing_changes_unusable_units_only_and_no_place(text):
    found, notes = scrubbed(text)
    unusable = [c < "\t" or "\x0d" < c < " " or "\ud800" <= c <= "\udfff" for c in text]
    assert found == "".join(BAD if bad else c for c, bad in zip(text, unusable, strict=True))
    assert bool(notes) == any(unusable)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_clean_text_or_a_reason(data):
    try:
        text = decode(data).text
    except InputError:
        return
    assert scrubbed(text) == (text, ())


@given(st.text(max_size=60).map(lambda text: scrubbed(text)[0]))
def test_utf_8_is_verbatim(text):
    if text.startswith("\ufeff"):
        return
    assert decode(text.encode(), "utf-8").text == text


def test_numbers_in_a_row_are_no_utf_16():
    with pytest.raises(InputError, match="binary data"):
        decode(b"\0\1\2\xff\xfe\x99" * 100)
