"""A pattern that is not tried where its letters are missing finds all that it would find."""

import re

import pytest

from provenance.origin.credits import cues, cues_lands, cues_world, guards, signoffs
from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.window import PLACEHOLDER, window
from provenance.origin.literals import needle
from tests.conftest import ROOT
from tests.perturbed import clauses, families, origins, scripts

CUES = (
    *cues.STORY, *cues.CITATIONS, *cues_lands.FIRM, *cues_lands.BARE,
    *(cue for some in (*cues_world.BY_SCRIPT.values(), *cues_lands.OTHER_SCRIPTS.values()) for cue in some),
)  # fmt: skip
PATTERNS = {(cue.written, cue.flags) for cue in CUES} | {
    (pattern.pattern, pattern.flags) for pattern in (*guards.PHOTO, *signoffs.SIGNOFF)
}


def windows() -> list[str]:
    """The surroundings of names and of some other words, and what the letters of the patterns make beside a name."""
    book = Catalogue.load()
    texts = {path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")}
    texts |= {text for module in (clauses, families, origins, scripts) for case in module.CASES
             for text in case.articles.values()}  # fmt: skip
    named = [window(text, name.start, name.end).text for text in sorted(texts) for name in book.names(text)]
    words = [word for text in sorted(texts) for word in [*re.finditer(r"\b[A-Z]\w+", text)][::40]]
    letters = sorted({literal for pattern in PATTERNS for literal in needle(*pattern).literals})
    return [
        *named,
        *(window(word.string, *word.span()).text for word in words),
        *(text for some in letters for text in (f"it {some} {PLACEHOLDER}.", f"{PLACEHOLDER} {some} that it rained")),
    ]


def test_every_pattern_of_credits_finds_what_it_finds_by_itself():
    texts = windows()
    assert len(texts) > 100
    matches = 0
    for written, flags in PATTERNS:
        plain, quick = re.compile(written, flags), needle(written, flags)
        for text in texts:
            match = plain.search(text)
            assert (match and match.span()) == ((again := quick.search(text)) and again.span())
            if text.count(PLACEHOLDER) == 1:
                near = quick.search(text, text.index(PLACEHOLDER))
                assert (match and match.span()) == (near and near.span())
            matches += match is not None
    assert matches > 100


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (rf"told{PLACEHOLDER}\b", f"told{PLACEHOLDER}s"),
        (rf"told{PLACEHOLDER}\Z", f"told{PLACEHOLDER}s"),
        (rf"told{PLACEHOLDER}(?!\s{{0,3}}s)", f"told{PLACEHOLDER}   s"),
        (rf"told{PLACEHOLDER}(?=[a-z]{{0,4}}\Z)", f"told{PLACEHOLDER}stood"),
        (rf"\A(?:{PLACEHOLDER}|told{PLACEHOLDER})", f"he told{PLACEHOLDER}"),
        (rf"(?<!he )told{PLACEHOLDER}", f"he told{PLACEHOLDER}"),
        (rf"(?:{PLACEHOLDER})?told", f"{PLACEHOLDER} was there, he told"),
        (rf"(?:told )?(?:{PLACEHOLDER}!|said)", f"{PLACEHOLDER}, told said"),
        (rf"(?:[a-z]{{1,9}} {{1,2}}){{0,2}}{PLACEHOLDER}(?:,? [a-z]{{1,9}}){{0,2}}", f"so told  by {PLACEHOLDER} it"),
    ],
)  # fmt: skip
def test_near_the_name_a_pattern_finds_what_it_finds_in_all_of_a_text(written, text):
    for whole in (text, f"{text} all day", f"So {text}", f"It rained on the pier. So {text} all day long."):
        match, near = re.search(written, whole), needle(written).search(whole, whole.index(PLACEHOLDER))
        assert (match and match.span()) == (near and near.span())


def test_most_patterns_need_not_be_tried():
    assert sum(bool(needle(*pattern).literals) for pattern in PATTERNS) > 0.5 * len(PATTERNS)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("(?:told|said)?(?:Tass|dpa)", "dpa"),
        ("(?:told){0,3}x", "x"),
        ("(?!told)[a-z]+", "rain"),
        ("(?:told|[A-Z])x", "Ax"),
        ("(?i:told)", "TOLD"),
        ("(?<=said )[a-z]+", "said rain"),
        (f"told{PLACEHOLDER}|{PLACEHOLDER}", PLACEHOLDER),
    ],
)
def test_letters_that_a_match_can_do_without_are_not_asked_for(written, text):
    assert needle(written).search(text).span() == re.search(written, text).span()
