"""A quotation is found whole, whatever its marks, and has a speaker only where the sentence names one."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.base.tables import ARTICLES, CREDITS, table
from provenance.origin.quotes.item import article_quotes
from provenance.origin.quotes.table import quotes_table

MARKS = [
    ('She said "rain helps" twice.', ['"rain helps"']),
    ("She said “rain helps” twice.", ["“rain helps”"]),
    ('Opened straight, "closed curly” here.', ['"closed curly”']),
    ("Sie sagte „Regen hilft“ und ging.", ["„Regen hilft“"]),
    ("Elle dit « la pluie aide » et part.", ["« la pluie aide »"]),
    ("Она сказала «дождь помогает» и ушла.", ["«дождь помогает»"]),
    ("Sie sagte »Regen hilft« und ging.", ["»Regen hilft«"]),
    ("町長は「雨は助かる」と述べた。", ["「雨は助かる」"]),
    ("The town’s well, the farmers’ pond, rock ’n’ roll.", []),
    ("The mayor's well isn't the farmers' pond.", []),
    ("She called it ‘the farmers’ rain’ on Monday.", ["‘the farmers’"]),
    ('The 12" pipe burst; "a flood," she said.', ['"a flood,"']),
    ('He said "rain\nhelps\n\nthe farmers" today.', ['"rain\nhelps\n\nthe farmers"']),
    ('"Rain helps." "Sun helps too," she said.', ['"Rain helps."', '"Sun helps too,"']),
    ("“It rains.\n\n“It will not stop.”", ["“It rains.", "“It will not stop.”"]),
    ("An opened “mark that nobody closes.", []),
    ('""', []),
    # marks of different kinds at the two ends
    ('She said “rain helps" twice.', ['“rain helps"']),
    ("Sie sagte „Regen hilft” und ging.", ["„Regen hilft”"]),
    ('Sie sagte „Regen hilft" und ging.', ['„Regen hilft"']),
    ("Hon sade ”regn hjälper” och gick.", ["”regn hjälper”"]),
    ("Sie nannte es ‚den großen Regen‘ und ging.", ["‚den großen Regen‘"]),
    # a quotation within a quotation: the outer one is whole
    ("“They called it ‘the dry’ for years,” she said.", ["“They called it ‘the dry’ for years,”"]),
    ('“They called it "the dry" for years,” she said.', ['“They called it "the dry" for years,”']),
    ('"They called it “the dry” for years," she said.', ['"They called it “the dry” for years,"']),
    ("Она сказала: «Газета „Волна“ молчит», и ушла.", ["«Газета „Волна“ молчит»"]),
    ("“The «Vale» is dry,” she said.", ["“The «Vale» is dry,”"]),
    ("Elle dit « la ‹ Vague › se tait » et part.", ["« la ‹ Vague › se tait »"]),
    ("町長は「『雨』は助かる」と述べた。", ["「『雨』は助かる」"]),
    ("他说：“所谓‘大旱’已经过去。”", ["“所谓‘大旱’已经过去。”"]),
    # an inner one whose outer one never closes stands for itself
    ("“Nobody closes this. The «Vale» is dry.", ["«Vale»"]),
    ("قالت: «المطر يفيد»، ثم خرجت.", ["«المطر يفيد»"]),
    ("اس نے کہا: ’’بارش اچھی ہے‘‘۔ پھر گئی۔", ["’’بارش اچھی ہے‘‘"]),
    ("She called it ‘‘the dry’’ then.", ["‘‘the dry’’"]),
    ('“It rains.\n\n"It will not stop," she said.', ["“It rains.", '"It will not stop,"']),
    ("In the ‘50s the farmers’ pond was full.", []),
    ("縦書き﹁雨は助かる﹂と。", ["﹁雨は助かる﹂"]),
    # wire copy that was sent in plain letters
    ("``Rain helps,'' she said. ``Fog does not.''", ["``Rain helps,''", "``Fog does not.''"]),
    ("``It rains.\n\n``It will not stop,'' she said.", ["``It rains.", "``It will not stop,''"]),
    ("半角｢雨は助かる｣と。", ["｢雨は助かる｣"]),
]


@pytest.mark.parametrize(("text", "expected"), MARKS, ids=[text for text, _ in MARKS])
def test_marks_of_every_kind(text, expected):
    assert [text[q.start : q.end] for q in article_quotes(text)] == expected


SPEAKERS = [
    ("“Rain helps,” said Ida Fenn. “Sun does not.”", ["Ida Fenn", "Ida Fenn"]),
    ("“Rain helps,” Ida Fenn, the mayor, told reporters.", ["Ida Fenn"]),
    ("Ida Fenn said on Monday that rain is “a help to us”.", ["Ida Fenn"]),
    ("According to Ida Fenn, rain is “a help to us”.", ["Ida Fenn"]),
    ("«Дождь помогает», — сказала Мария Волк.", ["Мария Волк"]),
    ("“Rain helps,” she said.", [None]),
    ("„Deszcz pomaga” – powiedziała Łucja Żak.", ["Łucja Żak"]),
    ("„Déšť pomáhá,“ řekla Šárka Čápová.", ["Šárka Čápová"]),
    ("”Regn hjälper”, säger Åsa Ödman.", ["Åsa Ödman"]),
    ("“Regen helpt”, zegt Ida van der Veen.", ["Ida van der Veen"]),
    ("„Eső segít” – mondta Őri Ágnes.", ["Őri Ágnes"]),
    ("« La pluie aide », a ajouté Élise Roy.", ["Élise Roy"]),
    ("«La lluvia ayuda», aseguró Ana del Río.", ["Ana del Río"]),
    ("«Дощ допомагає», — зазначив Їжак Петро.", ["Їжак Петро"]),
    ("«Η βροχή βοηθά», δήλωσε η Άννα Ρόη.", ["Άννα Ρόη"]),
    ("«Η βροχή βοηθά», είπε Άννα Ρόη.", ["Άννα Ρόη"]),
    ("“Rain helps,” sadly no one heard Ida Fenn.", [None]),
    ("Ida Fenn said it rains. The farmers know “the great dry”.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS, ids=[text for text, _ in SPEAKERS])
def test_the_speaker_is_the_one_whom_the_sentence_names_or_nobody(text, expected):
    assert [q.speaker for q in article_quotes(text)] == expected


def test_one_word_between_marks_is_kept_and_known_to_be_short():
    assert [q.short for q in article_quotes("The “help” was “no help at all”.")] == [True, False]


def test_furniture_is_not_quoted():
    text = "“Rain helps,” she said.\nRead also: “Old oak falls”"
    assert [q.start for q in article_quotes(text, [(24, len(text), "related")])] == [0]


def test_words_come_through_the_agency_of_their_own_sentence():
    text = "“Rain helps,” Ida Fenn told Tass. “Sun does not,” she said later."
    start = text.index("told Tass")
    credit = {"article": "a", "agency": "tass", "kind": "quote", "start": start, "end": start + 9}
    photo = {"article": "a", "agency": "afp", "kind": "credit", "start": 0, "end": 3}
    found = quotes_table(table([{"article": "a", "text": text}], ARTICLES), table([credit, photo], CREDITS))
    assert found.select("start", "speaker", "via").rows() == [(0, "Ida Fenn", "tass"), (34, "Ida Fenn", None)]


def test_no_words_come_through_the_agency_that_only_a_headline_names():
    text = "“Rain helps,” Ida Fenn said."
    headline = {"article": "a", "agency": "afp", "kind": "citation", "scope": "story", "position": "title"}
    found = quotes_table(table([{"article": "a", "text": text}], ARTICLES), table([headline], CREDITS))
    assert found.select("start", "speaker", "via").rows() == [(0, "Ida Fenn", None)]


@given(st.text(alphabet='"“”„«»‘’「」 a.\n', max_size=60))
def test_quotations_are_in_order_and_hold_something(text):
    found = article_quotes(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[q.start + 1 : q.end].strip() for q in found)


@pytest.mark.parametrize("piece", ["“", '"', ' "a', "‘a ", "“\n", "„ “", '"A', '" said A', "” A ", "« a"])
def test_time_grows_with_the_text_only(piece):
    began = time.process_time()
    article_quotes(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 3


def test_gold_quotations_are_found_with_their_marks(shared):
    gold = json.loads((shared / "gold" / "seeds-gold.json").read_text(encoding="utf-8"))["files"]
    for name, facts in gold.items():
        text = (shared / "seeds" / name).read_bytes().decode("utf-8")
        found = {(q.start, q.end) for q in article_quotes(text)}
        assert {(q["span"]["start"], q["span"]["end"]) for q in facts.get("quotes", [])} <= found, name
