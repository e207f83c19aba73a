"""The speaker of a quotation is a person or a body that the text names for it; a wrong name is worse than none."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.origin.quotes.dialogue import dialogue
from provenance.origin.quotes.item import article_quotes
from provenance.origin.quotes.sentences import paragraph_starts
from provenance.origin.quotes.speakers import speaker_of
from tests.test_seeds_truth import TEXTS, TRUTH

NAMED = [  # around one quotation, {}
    ("{}, engineer Ida Fenn said.", "Ida Fenn"),
    ("{}, said spokeswoman Ida Fenn.", "Ida Fenn"),
    ("{}, harbour engineer Ida Fenn told reporters.", "Ida Fenn"),
    ("{}, said the harbour's chief engineer, Ida Fenn.", "Ida Fenn"),
    ("{}, said its chief executive, Ida Fenn.", "Ida Fenn"),
    ("{}, said Osk harbour engineer Ida Fenn.", "Ida Fenn"),
    ("{}, Ida Fenn, who runs the mill, told reporters.", "Ida Fenn"),
    ("{}, the mayor of Osk, Ida Fenn, said.", "Ida Fenn"),
    ("{}, said Theresa May.", "Theresa May"),
    ("{}, said Ida van der Fenn Tuesday.", "Ida van der Fenn"),
    ("{}, according to Ida Fenn.", "Ida Fenn"),
    ("Gov. Ida Fenn of the council of Upper Osk called it {} and left.", "Gov. Ida Fenn"),
    ("Sen. Ida Fenn (R-Osk), the senior member, said it was {}.", "Sen. Ida Fenn"),
    ("Mayor Ida Fenn rose at noon and called it {}.", "Mayor Ida Fenn"),
    ("Mayor Ida Fenn shrugged, calling it {}.", "Mayor Ida Fenn"),
    ("It was echoed by Ida Fenn, who said {}.", "Ida Fenn"),
    ("Radio Osk quoted Ida Fenn as saying {}.", "Ida Fenn"),
    ("{}, Radio Osk quoted Ida Fenn as saying.", "Ida Fenn"),
    ("Ida Fenn said that what she called {} was over.", "Ida Fenn"),
    ("A man who gave his name only as Bo said it was {}.", "Bo"),
    ("The Ministry of Works said in a note that it was {}.", "Ministry of Works"),
    ("Engineer Ida Fenn said:\n\n{}", "Engineer Ida Fenn"),
    ("{}, mondta Fenn Ida.", "Fenn Ida"),
    ("{}, resumió la bióloga Ida Fenn.", "Ida Fenn"),
    ("{}, заявил министр иностранных дел Норландии Иван Фенн.", "Иван Фенн"),
    ("Ранее спикер парламента Норландии Иван Фенн заявил, что {}.", "Иван Фенн"),
    ("{}, - сказал Фенн в интервью каналу.", "Фенн"),
    ("Osk Secretary of State Ida Fenn said that it was {}.", "Osk Secretary of State Ida Fenn"),
    ("Osk's Joint Chiefs of Staff said that it was {}.", "Joint Chiefs of Staff"),
    ("Just hours ago Fenn said it was {}.", "Fenn"),
    ("{}, Sen. Ida R. Fenn (D-Va.), who is from the Vale, told reporters.", "Sen. Ida R. Fenn"),
    ("Omar al-Sib, the clerk of Osk, told the agency that it was {}.", "Omar al-Sib"),
    ("Ida Fenn is calling it {}.", "Ida Fenn"),
    ("Ida Fenn said-{}", "Ida Fenn"),
    # nobody, or nobody with a name
    ("It was {}, a word for what three of the people Ida Fenn said were there saw.", None),
    ("The son of engineer Ida Fenn called it {}.", None),
    ("The chair of the US Works Committee, Bo Sund, told them it was {}.", "Bo Sund"),
    ("A label with text for Ida Fenn saying {} was sold.", None),
    ("She never spoke of her Fenn claims, a {}.", None),
    ("Ida Fenn continues to hold Bo Sund to {}.", None),
    ("Fenn maintained that the United States, not {}, began it.", None),
    ("The office in November said it was {}.", None),
    ("The office said in May that it was {}.", None),
    ("{}, said a spokesman for the harbour.", None),
    ("{}, another Osker said.", None),
    ("{}, the Osker said.", None),
    ("Specifically states that rank {} did better.", None),
    ("{}, sagte der Minister.", None),
    ("Un Miembro del partido dijo {}.", None),
    ("Источник из окружения Фенна сказал, что {}.", None),
    ("Ida Fenn likes the {} road.", None),
    ("Ida Fenn left. The so-called {} was shut.", None),
    ("Bo Sund lost. It was {}. Ida Fenn said that it rained.", None),
]


@pytest.mark.parametrize(("frame", "speaker"), NAMED, ids=[frame for frame, _ in NAMED])
def test_a_speaker_is_read_beside_the_quotation(frame, speaker):
    text = frame.format("“a clear dry day for us”")
    assert speaker_of(text, text.index("“"), text.index("”") + 1) == speaker


@pytest.mark.parametrize("inside", [",”", "!”", "?”", "”,"])
def test_a_quotation_may_end_in_any_mark_before_its_words_of_saying(inside):
    text = f"“Rain helps us{inside} engineer Ida Fenn said."
    assert article_quotes(text)[0].speaker == "Ida Fenn"


CARRIED = [
    ("“Rain helps,” said Ida Fenn. “Sun does not.”", ["Ida Fenn", "Ida Fenn"]),
    ("“Rain helps,” said Ida Fenn, “but sun does not.”", ["Ida Fenn", "Ida Fenn"]),
    ("“Rain helps,” said Ida Fenn.\n\n“Fog is next.\n\n“Snow will follow.”", ["Ida Fenn"] * 3),
    ("“Fog is next.\n\n“Snow will follow,” said Ida Fenn.", ["Ida Fenn", "Ida Fenn"]),
    ("“Rain helps,” said Ida Fenn.\n\n“Sun does not.”\n\nIt rained.", ["Ida Fenn", "Ida Fenn"]),
    ("“Rain helps,” said Ida Fenn. ### “Sun does not.” ### It rained.", ["Ida Fenn", "Ida Fenn"]),
    ("“Rain helps,” said Ida Fenn.\n\nShe added: “Sun does not.”", ["Ida Fenn", "Ida Fenn"]),
    ("Ida Fenn, the mayor, backed it. “Rain helps,” she said.", ["Ida Fenn"]),
    ("On Friday, Ida Fenn left. “Rain helps,” she said.", ["Ida Fenn"]),
    ("Ida Fenn vowed to be “a fair mayor” and to build “a dry town”.", ["Ida Fenn", "Ida Fenn"]),
    ("Judge Ida Fenn came. “So it rains,” the judge said.", ["Judge Ida Fenn"]),
    # not over another speaker, another paragraph, or a word that does not fit
    ("“Rain helps,” said Ida Fenn. The farmers know “the great dry”.", ["Ida Fenn", None]),
    ("“Rain helps,” said Ida Fenn.\n\nThe mill, closed since noon, is “a ruin”.", ["Ida Fenn", None]),
    ("“Rain helps,” said Ida Fenn.\n\nA miller came. “Sun helps,” he said.", ["Ida Fenn", None]),
    ("“Rain helps,” said Mrs Fenn.\n\n“Sun helps,” he said.", ["Mrs Fenn", None]),
    ("Osk Harbour Board met. “Rain helps,” he said.", [None]),
    ("Anfang dieser Woche war er da. “Regen hilft”, sagte er.", [None]),
    ("The Oskish role is small. “Rain helps,” he said.", [None]),
    ("Ida Fenn praised the game — and Ada Sund could not resist. “Rain helps,” she said.", [None]),
    ("“It rains in “southside.”” The board is working with “the great dry”.", [None, None]),
    ("Ida Fenn called it “a great dry.” The board, we hear, is working with “the miller”.", ["Ida Fenn", None]),
    ("Judge Ida Fenn came. Judge Bo Sund left. “So it rains,” the judge said.", [None]),
    ("“Rain helps,” said Ida Fenn. Bo Sund called it “a lie”.", ["Ida Fenn", "Bo Sund"]),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED, ids=[text for text, _ in CARRIED])
def test_a_speaker_is_carried_on_from_one_quotation_to_the_next(text, expected):
    assert [quote.speaker for quote in article_quotes(text)] == expected


def test_hard_wrapped_lines_and_blank_ones_between_do_not_part_a_sentence():
    story = (
        "“The offer is fair and stays on the table,” chief executive{}Ida Fenn told reporters. “After that I leave.”"
    )
    for gap in (" ", "\n", "\n\n"):
        assert [quote.speaker for quote in article_quotes(story.format(gap))] == ["Ida Fenn", "Ida Fenn"]


DASHED = [
    ("– Deszcz pomaga nam bardzo – powiedziała inżynierka Ida Fenn. – Mgła już nie.",
     [("– Deszcz pomaga nam bardzo", "Ida Fenn"), ("– Mgła już nie.", "Ida Fenn")]),
    ("—La lluvia nos ayuda mucho —dijo la ingeniera Ida Fenn—. La niebla ya no.",
     [("—La lluvia nos ayuda mucho", "Ida Fenn"), ("La niebla ya no.", "Ida Fenn")]),
    ("— Дождь нам очень помогает, — сказала инженер Ида Фенн.", [("— Дождь нам очень помогает,", "Ида Фенн")]),
    ("«Дождь нам помогает, — пояснила глава порта Ида Фенн. — Туман мешает».",
     [("«Дождь нам помогает, — пояснила глава порта Ида Фенн. — Туман мешает»", "Ида Фенн")]),
    ("– rain in Osk – read more", []),
    ("– Deszcz w Osku – a potem mgła", []),
    ("Rain – said to be rare – fell on Osk.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DASHED, ids=[text for text, _ in DASHED])
def test_a_paragraph_that_opens_with_a_dash_and_says_who_speaks_is_speech(text, expected):
    story = f"Padało od rana.\n\n{text}\n\nPotem przestało."
    assert [(story[q.start : q.end], q.speaker) for q in article_quotes(story)] == expected


def test_every_quotation_of_the_sample_articles_has_its_speaker():
    found = {
        name: [[text[q.start : q.end][1:25], q.speaker or ""] for q in article_quotes(text)]
        for name, text in TEXTS.items()
    }
    assert found == {name: TRUTH["articles"][name].get("speakers", []) for name in TEXTS}


@given(st.text(alphabet="—– aAдД.,\n#", max_size=60))
def test_dashed_speech_is_in_order_and_disjoint(text):
    found = list(dialogue(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert paragraph_starts(text) == sorted(set(paragraph_starts(text)))


@pytest.mark.parametrize(
    "piece", ["“A,” he said. ", "“A,” said Ida Fenn. ", "– A – dijo ", "# ", "Ida, ", "“A b,”\n\n"]
)
def test_time_grows_with_the_text_only(piece):
    began = time.process_time()
    article_quotes(piece * (60_000 // len(piece)))
    assert time.process_time() - began < 4
