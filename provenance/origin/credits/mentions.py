"""A name in a text becomes a mention: signs of its place, its line, its neighbours and what the rules say of it.

The signs have names that a person can read ("before:by", "line:alone"); credit_weights.tsv holds what each weighs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.origin.credits import guards
from provenance.origin.credits.credit import CreditRow
from provenance.origin.credits.persons import TRADE, is_person
from provenance.origin.credits.places import CreditArticle
from provenance.origin.credits.window import Window
from provenance.origin.names import BodyName

NEIGHBOURS = 3  # words on either side whose place beside the name counts
NEAR = 8  # words on either side that count wherever they stand
_REACH = 90  # characters on either side in which neighbours stand
_LINE = 400  # characters of a line that are looked at, on either side
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]{1,3}\b)?|\n+|[^\w\s]")
_DATE = re.compile(
    r"\b(?:\d{1,2}\.? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\b|\b(?:19|20)\d\d\b"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_a-z][\w’'-]{1,20} (?:[^\W\d_a-z]\. )?[^\W\d_a-z][\w’'-]{1,20}")
_RIGHTS = re.compile(r"©|\([Cc]\)|[Cc]opyright|COPYRIGHT|[Rr]ights")
_BY = re.compile(r"\b[Bb]y\b|\bBY\b")
_POSTED = re.compile(r"\b(?:[Pp]osted|POSTED|[Pp]ublished|PUBLISHED|[Uu]pdated|UPDATED)\b")
_PICTURE = re.compile(
    r"\b(?:[Pp]hoto(?:s|graph|grapher)?|PHOTO|[Ii]mages?|IMAGE|[Pp]ictured?|[Vv]ideo|VIDEO|FILE|[Ff]ile|[Cc]aption)\b"
    r"|\b(?:[Pp]hotos?|[Cc]redit|[Ii]mage)(?=[A-Z])|\bCREDIT\b"
    r"|, (?:left|right|center|centre)\b|\((?:left|right|L|R|C)\)"
)
_VERB = re.compile(r"\b(?:is|was|are|were|said|says|has|have|had|will|would|reported|told)\b")
_MARKS = " \u00a0|/•–—-([)].*"  # what may stand beside a name that is alone on its line
_ARTICLE = 3  # letters of "the" and "and", which are of no trade
_ENDED = re.compile(r"[.!?…:。۔][\"”»’')\]]{0,2}\s{0,8}\Z")
_SMALL = re.compile(r"(?<![\w.@’'])[^\W\d_A-Z]{2,30}(?![\w@.]\w)")
_SMALLS = ((0, "no"), (2, "two"), (5, "five"), (80, "many"))
_FAR = ((100, "100"), (300, "300"), (700, "700"), (2_000, "2000"))


@dataclass(frozen=True)
class NameMention:
    """A name with its surroundings and its credit by the rules, if they make it one."""

    name: BodyName
    around: Window
    row: CreditRow | None
    guards: tuple[str, ...]  # photo, company, person


RulesOfBodies = Mapping[tuple[str, ...], Counter[str]]


def mention_signs(
    article: CreditArticle,
    mentions: Sequence[NameMention],
    number: int,
    own_bodies: frozenset[str],
    of_all: RulesOfBodies,
) -> list[str]:
    """The signs of mention number `number`, each once; `own_bodies` are the outlet's, `of_all` is `rules_of_bodies`.

    >>> from provenance.origin.credits.window import window
    >>> from provenance.origin.own_text import own_text
    >>> from provenance.origin.credits.catalogue import Catalogue
    >>> text, book = "By Ann Roe, Associated Press", Catalogue.load()
    >>> article = CreditArticle(text, book.names(text), own_text(text), book)
    >>> mentions = [NameMention(article.names[0], window(text, 12, 28), None, ())]
    >>> found = mention_signs(article, mentions, 0, frozenset(), rules_of_bodies(mentions))
    >>> [sign for sign in found if sign.startswith(("before1", "line"))]
    ['before1:,', 'line:short', 'line:last', 'line:no small words', 'line:by', 'line:person']
    """
    name, row = mentions[number].name, mentions[number].row
    signs = [f"rule:{row.kind} {row.position}", f"rule:{row.kind}"] if row else ["rule:none"]
    signs.append(f"grade:{name.grade}")
    signs += _bodies(article, name, own_bodies)
    signs += (f"guard:{kind}" for kind in mentions[number].guards)
    signs += _also(mentions[number], of_all)
    signs += _neighbours(article, name)
    signs += _line(article.text, name)
    signs += _distances(article, name)
    return list(dict.fromkeys(signs))


def rules_of_bodies(mentions: Sequence[NameMention]) -> RulesOfBodies:
    """What the rules say of the mentions of each body, counted."""
    rules: dict[tuple[str, ...], Counter[str]] = {}
    for mention in mentions:
        rules.setdefault(mention.name.agencies, Counter())[_rule_of(mention)] += 1
    return rules


def _rule_of(mention: NameMention) -> str:
    return mention.row.position if mention.row else "photo" if "photo" in mention.guards else "none"


def _also(mention: NameMention, of_all: RulesOfBodies) -> Iterator[str]:
    """What the rules say of other mentions of the same body."""
    rule = _rule_of(mention)
    counts = of_all[mention.name.agencies]
    yield from (f"also:{kind}" for kind in sorted(counts) if counts[kind] > (kind == rule))


def _bodies(article: CreditArticle, name: BodyName, own_bodies: frozenset[str]) -> Iterator[str]:
    yield f"body:{article.catalogue[name.agencies[0]].kind}"
    if own_bodies & set(name.agencies):
        yield "outlet:own"
    if len(name.agencies) > 1:
        yield "body:shared"


def guarded(article: CreditArticle, number: int, around: Window) -> Iterator[str]:
    """Why mention number `number` may be no report's: a photo line, a company, a person."""
    if guards.is_photo(around, named=article.names[number].grade != "unnamed"):
        yield "photo"
    if guards.is_company(around):
        yield "company"
    if is_person(article.text, article.names, number, article.catalogue):
        yield "person"


def _neighbours(article: CreditArticle, name: BodyName) -> Iterator[str]:
    text = article.text
    left = _TOKEN.findall(text, max(0, name.start - _REACH), name.start)[::-1]
    right = _TOKEN.findall(text, name.end, name.end + _REACH)
    for side, words in (("before", left), ("after", right)):
        for step in range(NEIGHBOURS):
            word = words[step] if step < len(words) else ""
            yield f"{side}{step + 1}:{_shape(word)}"
            if word.islower():
                yield f"{side}{step + 1}:{word}"
        nearby = words[: words.index("\n\n")] if "\n\n" in words else words
        yield from (f"{side}:{word.casefold()}" for word in nearby[:NEAR] if word[0].isalpha())
    yield f"around:{_shape(left[0] if left else '')} {_shape(right[0] if right else '')}"


def _shape(token: str) -> str:
    """What a neighbour looks like: Xx, XX, x, 0, a word of the trade, a mark as it is, a line's end, nothing.

    >>> [_shape(token) for token in ("Osk", "OSK", "osk", "2031", "Writer", "(", "\\n", "")]
    ['Xx', 'XX', 'x', '0', 'trade', '(', 'line', 'nothing']
    """
    if not token or token[0] == "\n":
        return "line" if token else "nothing"
    if token[0].isdigit():
        return "0"
    if not token[0].isalpha():
        return token
    if token.islower():
        return "x"
    return (
        "trade"
        if len(token) > _ARTICLE and token.casefold() in TRADE
        else "XX"
        if token.isupper() and len(token) > 1
        else "Xx"
    )


def _line(text: str, name: BodyName) -> Iterator[str]:
    before = text[max(0, name.start - _LINE) : name.start].rpartition("\n")[2]
    after = text[name.end : name.end + _LINE].partition("\n")[0]
    bare = before.strip(_MARKS).removesuffix("The").removesuffix("the"), after.strip(_MARKS)
    length = len(before) + len(after)
    yield (
        "line:alone" if not any(bare) else f"line:{'short' if length < 60 else 'middling' if length < 160 else 'long'}"
    )
    if any(bare):
        yield from (f"line:{end}" for end, beyond in (("first", bare[0]), ("last", bare[1])) if not beyond)
    small = len(_SMALL.findall(f"{before[-80:]} {after[:80]}"))
    yield f"line:{next(label for bound, label in _SMALLS if small <= bound)} small words"
    if length < 160:
        patterns = {
            "date": _DATE,
            "clock": _CLOCK,
            "rights": _RIGHTS,
            "by": _BY,
            "verb": _VERB,
            "person": _PERSON,
            "posted": _POSTED,
            "picture": _PICTURE,
        }
        line = f"{before} * {after}"
        yield from (f"line:{kind}" for kind, pattern in patterns.items() if pattern.search(line))
        yield from ("line:sentence",) if _ENDED.search(line[-12:]) else ()
        above = text[max(0, name.start - len(before) - 250) : name.start - len(before)].rstrip("\n").rpartition("\n")[2]
        yield (
            "above:nothing" if not above.strip() else "above:sentence" if _ENDED.search(above[-12:]) else "above:other"
        )
        below = text[name.end + len(after) : name.end + len(after) + 250].lstrip("\n").partition("\n")[0]
        yield f"below:{'nothing' if not below.strip() else 'long' if len(below) > 100 else 'short'}"
        yield from (f"{side}:picture" for side, line in (("above", above), ("below", below)) if _PICTURE.search(line))


def _distances(article: CreditArticle, name: BodyName) -> Iterator[str]:
    body = article.body
    depth = body.depth(name.start)
    yield f"head:{next((label for bound, label in _FAR if depth < bound), 'far')}"
    left = max(0, body.end - name.end)
    yield f"tail:{next((label for bound, label in _FAR if left < bound), 'far')}"
    if body.is_furniture(name.start):
        yield "furniture"
