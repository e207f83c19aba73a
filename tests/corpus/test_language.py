"""A text's language: its metadata's word first, then small words for English, then the model."""

import polars as pl
import pytest

from provenance.corpus import language as room
from provenance.corpus.language import language, stated_language
from provenance.corpus.language_model import best_language, language_model

ENGLISH = (
    "The ferry to Skarn was late again on Monday, and the harbour office said that the crew had been waiting for a "
    "part from the mainland. Passengers were told of the delay by text message and by the crew."
)
OTHERS = {
    "de": "Die Fähre nach Skarn kam am Montag wieder zu spät. Das Hafenamt teilte mit, die Besatzung habe auf ein "
    "Ersatzteil vom Festland gewartet. Im Kino lief „The Return of the King and the Rest of Them“.",
    "nl": "De veerboot naar Skarn was maandag weer te laat, zei het havenkantoor, omdat de bemanning op een onderdeel "
    "van het vasteland wachtte. Reizigers kregen een bericht over de vertraging.",
    "fr": "Le bac de Skarn était encore en retard lundi et la capitainerie a indiqué que l'équipage attendait une "
    "pièce du continent. Les passagers ont été avertis par message.",
    "sv": "Färjan till Skarn var sen igen i måndags, och hamnkontoret uppgav att besättningen hade väntat på en "
    "reservdel från fastlandet. Passagerarna fick veta det genom ett meddelande.",
    "tr": "Skarn feribotu pazartesi günü yine gecikti; liman idaresi mürettebatın anakaradan parça beklediğini "
    "söyledi. Yolculara gecikme kısa mesajla bildirildi.",
}


@pytest.fixture
def no_model(monkeypatch):
    def refuse():
        pytest.fail("the model was loaded")

    monkeypatch.setattr(room, "language_model", refuse)


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.upper(), ENGLISH.replace(" ", "\n\n"), ENGLISH * 50])
def test_plain_english_needs_no_model(no_model, text):
    assert language(text) == "en"


def test_metadata_needs_no_model_and_goes_first(no_model):
    assert language(OTHERS["fr"], given="fr-CA") == "fr"
    assert language(ENGLISH, given="DE_at") == "de"


@pytest.mark.parametrize(("expected", "text"), OTHERS.items())
def test_other_languages_are_the_models_to_tell(expected, text):
    assert language(text) == expected


def test_english_names_in_a_text_do_not_make_it_english():
    assert language(OTHERS["de"] + " „Lord of the Flies“ und „War and Peace“ folgen.") == "de"


@pytest.mark.parametrize(("name", "column"), [("reuters21578", "text"), ("counter_articles", "text")])
def test_small_words_and_the_model_agree_on_real_news(shared, name, column):
    texts = pl.read_parquet(shared / "data" / f"{name}.parquet")[column].drop_nulls().head(150)
    plain = [text[: room.LOOKED_AT] for text in texts if room._plainly_english(text[: room.LOOKED_AT])]
    assert {best_language(text, language_model()) for text in plain} <= {"en"}
    assert len(plain) == 0 if name == "counter_articles" else len(plain) > 75


@pytest.mark.parametrize(
    ("text", "stated", "code"),
    [
        ("Havnestyret vedtok mandag å stenge slusen.", "nb-NO", "no"),  # a guess may be Danish
        ("Luka je zatvorena do petka.", "hr_HR", "hr"),
        ("Порт закрыт до пятницы.", "de", None),
        (
            "The board said that it would close the lock, and that ferries have to wait for it.",
            "de",
            None,
        ),
        ("Der Rat schließt die Schleuse.", "en-US", None),  # as pages say by default
        ("שער הנמל סגור", "iw", "he"),
        ("港は閉鎖された", "ja", "ja"),
        ("", "fr", None),
        ("Rain", "not a code", None),
    ],
)
def test_what_a_page_states_is_taken_where_its_text_may_be_in_it(text: str, stated: str, code: str | None):
    assert stated_language(text, stated) == code
