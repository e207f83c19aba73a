"""What is said of how cues begin and end leaves out no match, as the patterns themselves show."""

import re
from itertools import product

import pytest

from provenance.corpus.furniture.cues import OPENINGS, SENTENCES
from provenance.corpus.furniture.starts import OPENING_WAYS, SENTENCE_WAYS, Ways

parser = pytest.importorskip("re._parser")
FORWARD, BACK = 8, 16  # letters: no way to begin or to end has more
ANY = "\0"  # whatever may stand there


def edges(pattern: str, *, back: bool = False) -> set[str]:
    """How matches of the pattern begin, or end: a few letters, cut off by ANY where everything is allowed."""
    return {_read(edge, back) for edge in _of_parts(list(parser.parse(pattern)), BACK if back else FORWARD)}


def _read(edge: str, back: bool) -> str:
    return edge[::-1] if back else edge


def _of_parts(parts: list, size: int) -> set[str]:
    found = {""}
    for name, value in reversed(parts) if size == BACK else parts:
        if all(len(edge) >= size or edge.endswith(ANY) for edge in found):
            break
        found = _joined(found, _of_part(str(name), value, size), size)
    return found


def _joined(found: set[str], more: set[str], size: int) -> set[str]:
    return {a if len(a) >= size or a.endswith(ANY) else (a + b)[:size] for a, b in product(found, more)}


def _of_part(name: str, value, size: int) -> set[str]:  # noqa: PLR0911
    if name == "LITERAL":
        return {chr(value)}
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return {""}
    if name == "IN":
        found = set().union(*(_of_member(str(kind), member) for kind, member in value))
        return {ANY} if ANY in found else found
    if name == "SUBPATTERN":
        return _of_parts(list(value[3]), size)
    if name == "BRANCH":
        return set().union(*(_of_parts(list(branch), size) for branch in value[1]))
    if name == "MAX_REPEAT":
        least, most, part = value
        found, so_far, once = set(), {""}, _of_parts(list(part), size)
        for number in range(min(int(most), size) + 1):
            found |= so_far if number >= least else set()
            so_far = _joined(so_far, once, size)
        return found
    return {ANY}


def _of_member(kind: str, member) -> set[str]:
    if kind == "LITERAL":
        return {chr(member)}
    if kind == "RANGE" and member[1] - member[0] < 30:
        return {chr(code) for code in range(member[0], member[1] + 1)}
    if str(member) in ("CATEGORY_DIGIT", "CATEGORY_SPACE"):
        return {"7" if str(member) == "CATEGORY_DIGIT" else " "}
    return {ANY}


def cues():
    for table, all_ways in ((OPENINGS, OPENING_WAYS), (SENTENCES, SENTENCE_WAYS)):
        for (kind, pattern), ways in zip(table, all_ways, strict=True):
            for number, phrase in enumerate(phrases(pattern)):
                yield pytest.param(phrase, ways, id=f"{kind}-{number}")


def phrases(pattern: str):
    """The phrases that a cue joins: each a group of its own."""
    depth, start = 0, 0
    for match in re.finditer(r"\\.|\[(?:\\.|[^\]])*\]|[()|]", pattern):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "|" and depth == 0:
            yield pattern[start : match.start()]
            start = match.end()
    yield pattern[start:]


@pytest.mark.parametrize(("phrase", "ways"), list(cues()))
def test_a_cue_matches_only_what_fits_its_ways(phrase: str, ways: Ways):
    wide = phrase.replace(r"(?:\s|[,.:])*", "").replace(r"[\d.,]{1,12}", r"\d")  # many marks in a row tell nothing
    told = all(ways.begin(edge.partition(ANY)[0]) for edge in edges(wide))
    if not told:
        ends = {edge.rpartition(ANY)[2].rstrip() for edge in edges(wide, back=True)}
        told = all(edge.endswith(ways.ends) for edge in ends)
    assert told or (ways.held and ways.held in phrase)


def test_the_edges_of_a_pattern():
    assert edges("(?:a |an )?(?:file|photos?) by .{2}$") == {
        "a file b", "an file ", "file by ", "a photo ", "a photos", "an photo", "photo by", "photos b",
    }  # fmt: skip
    assert edges(r"\d{1,2} days? ago$", back=True) == {"7 day ago", "77 day ago", "7 days ago", "77 days ago"}
