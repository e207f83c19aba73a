"""Where a name may begin is told by keys of words; what is found there is what looking up every word finds."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.names import BodyName, Finder

BOOK = Catalogue.load()
FINDER = Finder(
    [
        ("Osk", ("osk",), "needs_cue"),
        ("Osk Wire", ("wire",), "sure"),
        ("Osker Straßenfunk", ("funk",), "sure"),
        ("Ö-Ticker", ("ticker",), "sure"),
        ("A.P.", ("ap",), "sure"),
        ("Оскинформ", ("inform",), "sure"),
        ("KüstenRadio", ("radio",), "sure"),
        ("Pier Radio", ("pier",), "sure"),
        ("奥斯社", ("she",), "sure"),
    ]
)
_WORDS = ("Osk", "OSK", "osk", "Wire", "wire", "Osker", "Straßenfunk", "STRASSENFUNK", "Ö", "Ticker", "A", "P", "a",
          "Оскинформом", "ОСКИНФОРМ", "KüstenRadio", "KÜSTENRADIO", "Roe", "rain", "iOsk", "İ", "😀", "奥斯社", "mc",
          "ß", "Pier", "Radio")  # fmt: skip
_GAPS = ("", " ", "  ", "\n", "-", "’", ".", ". ", ", ", "_", "\u2028", "奥")
TEXTS = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS)), max_size=30).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)


def _word_by_word(finder: Finder, text: str) -> list[BodyName]:
    return finder._names(text, [(0, len(text))])


@settings(max_examples=400)
@example(["A Pier RadioRoe wrote"])
@example(["The Pier Radio😀 said"])
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_names_of_many_texts_are_those_of_each_word_by_word(texts):
    long = [text + " It rained." * 20 for text in texts]  # too long to be read word by word
    assert FINDER.names_of(long) == [_word_by_word(FINDER, text) for text in long]


def test_every_name_of_the_catalogue_begins_where_it_may():
    rain = "it rained on the pier " * 10
    for alias in sorted({alias for agency in BOOK.agencies.values() for alias in agency.aliases}):
        for spelling in (alias, alias.upper(), alias.lower(), alias.title()):
            text = f"{rain}{spelling} {rain}{spelling}\n{rain}Lindholm{spelling}Osk"
            assert BOOK.names(text) == _word_by_word(BOOK._finder, text)


def test_a_name_is_no_longer_than_the_texts_that_hold_it():
    rain = " it rained on the pier" * 10
    assert FINDER.names_of([rain + " Osk", "Wire" + rain]) == [[BodyName(221, 224, ("osk",), "needs_cue")], []]


def test_few_words_are_looked_up():
    story = "Rain fell on the pier at Osk all day, and the harbour was shut, the harbour master said on Monday. " * 50
    (spans,) = BOOK._finder._starts.spans([story])
    assert len(spans) < 0.02 * len(story.split())


def test_no_more_names_than_it_says():
    texts = ["Osk " * 100, "A.P.A.P. " * 50, "😀Osk😀Osk " * 50, "奥斯社" * 100, "Osk-Osk/Osk Wire" * 40]
    assert all(len(names) <= most for names, most in zip(FINDER.names_of(texts), FINDER.at_most(texts), strict=True))
