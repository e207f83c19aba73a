"""English words that make a name a credit, as patterns over a name's surroundings.

Each cue says what kind of credit it makes. All repetitions are bounded, so that a pattern costs the same on any text.
"""

# ruff: noqa: E501 - a pattern is read as one line

import re
from dataclasses import dataclass

from provenance.base import language_data
from provenance.origin.credits.window import PLACEHOLDER, Window
from provenance.origin.literals import needle


@dataclass(frozen=True)
class Cue:
    """A pattern with the kind of credit it makes."""

    kind: str  # citation, quote, relay
    written: str  # the pattern's source
    story: bool = False  # a whole sentence that speaks of the whole report
    firm: bool = True  # enough for a short or shared name
    told: bool = False  # somebody spoke to the body
    flags: int = 0

    def search(self, around: Window) -> re.Match[str] | None:
        """Where the cue stands."""
        return needle(self.written, self.flags).search(around.text, around.start)


_S = r"\s{1,4}"  # hard-wrapped lines and blank lines count as a space


def _words(key: str) -> str:
    """Words of languages/en.toml as a pattern; "_" stands for the space within one."""
    return f"(?:{'|'.join(language_data.CITATIONS['en'][key].replace('_', _S).split())})"


_MEDIA = _words("media")
_NATION = r"(?:[A-Z][a-z]{1,14}(?:n|sh|se|ch|i|k|ss|ean)|US|UK|UAE|U\.S\.|U\.K\.|EU)"
_OWNER = r"(?:[^\W\d_][\w.-]{0,24}['’]s?|South|North|East|West|Saudi|New|United|Arab|Sri|Hong|Ivory|Sierra)"
_BEFORE_NAME = (
    rf"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|leading|main|largest|biggest|reputable|"
    rf"pro-\w{{2,16}}|\w{{2,16}}-based|\w{{2,16}}-(?:run|owned|linked|affiliated|controlled|backed)|"
    rf"{_OWNER}|{_MEDIA}|{_NATION}|[Aa]s){_S})"
)
_AFTER_NAME = rf"(?:['’]s)?(?:{_S}{_MEDIA}\b){{0,3}}"
NP = rf"(?:{_BEFORE_NAME}){{0,7}}[\"“‘«]?{PLACEHOLDER}[\"”’»]?{_AFTER_NAME}"  # "Russia's TASS news agency", after other words
NAME = rf"{PLACEHOLDER}{_AFTER_NAME}"  # the same where it opens the phrase; `opening_words` finds what stands before it
_ADV = rf"(?:{_words('between')},?{_S}){{0,3}}"
_WHEN = rf"(?:on{_S}\w{{3,12}}{_S}|(?:today|yesterday|earlier|late|early|exclusively){_S}){{0,2}}"
_SAID = _words("said")
_REPORTED = _words("reported")
_REPORT = _words("report")
_SOURCE = _words("citing")
_REST = r"(?:[^.!?\n]|\n(?!\n)|\n\n(?=[a-z]))"  # of a sentence, over hard-wrapped lines
_FILLER = r"(?:[\w.,’'\"“”-]{1,30}\s{1,4})"
_THIS = r"(?:this|it|that|so|the news|the information|about this|about it|on this)"
_BROKE = _words("break")
_OF_TODAY = (
    r"(?!that\b)(?![^.!?\n]{0,100}\b(?:1[89]|20)\d\d\b)"  # a year speaks of another day's report, "that" of one claim
)
_FIRST_TO = rf"(?:was|were|is|are){_S}(?:among{_S})?(?:the{_S})?(?:very{_S})?first{_S}(?:[a-z]{{2,12}}{_S}){{0,2}}?to{_S}{_BROKE}"
_IT_IS = (
    rf"(?:That|This|It)(?:{_S}(?:is|was)|['’]s){_S}(?:(?:also|exactly|more{_S}or{_S}less){_S})?(?:what|how|the{_S}way)"
)


def _cue(kind: str, pattern: str, *, story: bool = False, firm: bool = True, told: bool = False) -> Cue:
    whole_words = pattern if pattern.startswith(PLACEHOLDER) else rf"\b{pattern}"
    return Cue(kind, whole_words, story, firm, told)


STORY = (  # whole sentences that say where the report is from
    _cue("relay", rf"{NAME}{_S}{_ADV}{_REPORTED}(?:{_S}(?:about{_S})?{_THIS})?,?{_S}{_SOURCE}\b[^.,!?\n]{{1,100}}[.!?](?=\s)", story=True),
    _cue("citation", rf"{NAME}{_S}{_ADV}{_REPORTED}(?:{_S}(?:about{_S}|on{_S})?{_THIS}|{_S}on{_S}\w{{6,9}})?\s?[.!](?=\s)", story=True),
    _cue("citation", rf"(?:About{_S})?(?:[Tt]hat|[Tt]his|It|Such|The{_S}(?:news|information|report|data))(?:{_S}[\w-]{{2,14}}){{0,2}}?{_S}(?:is|was|has{_S}been|were|comes|came)(?:{_S}[\w-]{{2,14}}){{0,3}}?{_S}(?:according{_S}to|by|in|from|on){_S}(?:{_FILLER}{{1,4}}?and{_S})?(?:(?:a|the|its){_S}{_REPORT}{_S}(?:by|from|of|in){_S})?{NP}{_REST}{{0,120}}[.!?](?=\s)", story=True),
    _cue("citation", rf"(?:About{_S}this|This|It){_S}(?:is{_S}|was{_S})?(?:reported|reports|writes|wrote|informs)(?:{_S}by)?{_S}{NP}{_REST}{{0,100}}[.!?](?=\s)", story=True),
    _cue("citation", rf"(?:As{_S}[Rr]eported|Reported|Informed){_S}by{_S}{NP}\s?[.!](?=\s)", story=True),
    _cue("citation", rf"(?:So|Thus){_S}(?:writes|wrote|reports|reported|says|said){_S}{NP}(?:,?{_S}(?:on|in|today|yesterday|earlier)\b{_REST}{{0,80}})?\s?[.!](?=\s)", story=True),
    _cue("citation", rf"{_IT_IS}{_S}{NP},?{_S}{_ADV}(?:{_SAID}|had{_S}it|put{_S}it|puts{_S}it|tells?|told){_REST}{{0,100}}[.!?](?=\s)", story=True),
    _cue("citation", rf"{NAME}{_S}{_FIRST_TO}{_S}{_OF_TODAY}{_REST}{{1,100}}[.!?](?=\s)", story=True),
    _cue("citation", rf"{NAME}{_S}(?:(?:has|had){_S})?first{_S}(?:reported|broke|published|carried|announced|revealed|disclosed){_S}(?:(?:on{_S})?[A-Z][a-z]{{2,5}}day{_S}(?:(?:morning|evening|night){_S})?)?{_OF_TODAY}(?:the|this|on|about)\b{_REST}{{1,100}}[.!?](?=\s)", story=True),
    _cue("citation", rf"{NAME}{_S}{_ADV}(?:has|had|carried|carries|broke|ran|runs|published)\b{_S}(?:(?:more|details){_S}(?:on|of|about|from){_S})?(?:the|this|that){_S}(?:(?:full|whole|exclusive|original){_S})?(?:story|news|report|scoop|dispatch)(?:{_S}first)?\s?[.!](?=\s)", story=True),
)  # fmt: skip

CITATIONS = (  # one claim or one quotation; the first that fits counts
    _cue("relay", rf"{NAME}{_S}{_ADV}(?:reports?|reported|informs|informed|said|says),?{_S}via\b"),
    _cue("quote", rf"{NAME},?{_S}{_ADV}(?:quot(?:ed|es)|cit(?:ed|es)){_S}{_FILLER}{{1,8}}?as{_S}(?:saying|telling|writing|stating|warning|adding)"),
    _cue("quote", rf"(?:(?:as|was|were|is|been|being){_S})?(?:(?:also|earlier|later){_S})?quoted{_S}(?:{_FILLER}{{0,3}}?as{_S}saying{_S})?{_WHEN}(?:by|in|on){_S}{NP}(?:{_S}as{_S}(?:saying|telling|writing|stating))?"),
    _cue("quote", rf"as{_S}saying{_S}{_WHEN}by{_S}{NP}"),
    _cue("quote", rf"{NAME},?{_S}{_ADV}quot(?:ed|es)\b"),
    _cue("citation", rf"[Aa]ccording{_S}to{_S}(?:(?:an?|the|new|recent|latest|exclusive|unconfirmed){_S}){{0,3}}(?:{_REPORT}s?|data|figures|reports|sources){_S}(?:(?:published|carried|released|posted|run){_S})?(?:by|from|in|of|on){_S}{NP}"),
    _cue("citation", rf"[Aa]ccording{_S}to{_S}{NP}(?:{_S}{_REPORT}\b)?"),
    _cue("citation", rf"(?:(?:also|later|earlier|has|had){_S}){{0,2}}(?:told|tells|telling){_S}(?:reporters{_S}of{_S})?{NP}(?:{_S}that\b)?", told=True),
    _cue("citation", rf"(?:[Ii]n|[Dd]uring){_S}(?:an?|the|his|her|their){_S}(?:[\w-]{{2,14}}{_S}){{0,3}}?(?:interview|conversation|talk|comment|comments|statement|commentary){_S}(?:given{_S})?{_WHEN}(?:with|to|on|for|by){_S}{NP}", told=True),
    _cue("citation", rf"(?:speaking|spoke|speaks|talking|remarks|comments|interview(?:ed)?|statement){_S}{_WHEN}(?:to|with|by|for|on){_S}{NP}", told=True),
    _cue("relay", rf"{NAME},?{_S}{_ADV}(?:{_SAID})(?:{_S}on{_S}\w{{6,9}})?,?{_S}(?:that{_S})?{_SOURCE}\b"),
    _cue("citation", rf"(?:{_SOURCE}|[Cc]ited){_S}(?:(?:an?|the){_S}{_REPORT}{_S}(?:by|from|in){_S})?{NP}"),
    _cue("citation", rf"(?:[Aa]s{_S})?(?:(?:first|originally|earlier|exclusively|previously|initially){_S})?(?:reported|cited|noted|published|carried|released|obtained|seen|reviewed|disseminated|circulated|relayed|aired|broadcast|compiled|posted|monitored|conducted|interviewed|contacted){_S}{_WHEN}(?:by|on|in){_S}{NP}"),
    _cue("citation", rf"{NAME},?{_S}{_ADV}{_REPORTED}\b(?:{_S}in{_S}an?{_S}(?:[\w-]{{2,14}}{_S}){{0,2}}?{_REPORT}\b)?"),
    _cue("citation", rf"(?:reports?|reported|informs|informed|said|says),?{_S}via{_S}{NP}"),
    _cue("citation", rf"{NAME}(?:{_S}and{_S}[\w.]{{2,20}})?{_S}report\b(?=\s{{0,2}}[.,])"),
    _cue("citation", rf"{PLACEHOLDER}(?:{_S}(?:{_MEDIA}|{_NATION}|nationwide)){{1,6}}{_S}(?:broadcast|aired|showed|reported|said)\b"),
    _cue("citation", rf"{PLACEHOLDER}['’]s?{_S}(?:[A-Z][\w.’-]{{0,20}}{_S}){{1,3}}(?:also{_S}|and{_S}(?:[A-Z][\w.’-]{{0,20}}{_S}){{1,3}}(?:also{_S})?)?(?:{_SAID}|defines|calls|argues)\b"),
    _cue("citation", rf"[Tt]he{_S}{PLACEHOLDER}{_S}{_ADV}(?:says|said|calls|called|analy[sz]es|explains|goes on to quote)\b"),
    _cue("citation", rf"[Rr]eports{_S}(?:from|by|in){_S}(?:[A-Z][\w.’-]{{0,20}},{_S}){{1,3}}(?:the{_S})?{PLACEHOLDER}"),
    _cue("citation", rf"said{_S}on{_S}{PLACEHOLDER}{_S}(?:TV|Television|Radio|News)\b", told=True),
    Cue("quote", rf"[.,!?…]?[”\"»]\s{{1,2}}\((?:[Tt]he\s)?{PLACEHOLDER}\)"),
    Cue("citation", rf"[”\"]\s{{0,2}}[—–-]{{1,2}}\s{{0,2}}(?:[A-Z][\w.’'-]{{1,20}}\s){{1,4}}to\s(?:the\s)?{PLACEHOLDER}"),
    Cue("citation", rf"[”\"]\s{{0,2}}[—–-]{{0,2}}\s{{0,2}}[A-Z][\w.’'-]{{1,20}}(?:\s[A-Z][\w.’'-]{{1,20}}){{1,3}},\s{PLACEHOLDER}(?=[^\S\n]{{0,3}}\n)"),
    _cue("citation", rf"{NAME}{_S}{_FIRST_TO}\b"),
    _cue("citation", rf"[Aa]s{_S}{NP}{_S}{_ADV}(?:said|noted|pointed{_S}out|puts?{_S}it|wrote|explained|observed)\b"),
    _cue("citation", rf"(?:reported|reports|wrote|writes){_S}{NP}(?=\s{{0,2}}[,.;])"),
    _cue("citation", rf"(?:confirmed|said|spoke|revealed|disclosed|admitted|explained|complained){_S}(?:[\w-]{{2,12}}{_S}){{0,3}}?to{_S}{NP}", told=True),
    _cue("citation", rf"{NAME}{_S}{_ADV}{_SAID}\b(?:{_S}in{_S}an?{_S}(?:[\w-]{{2,14}}{_S}){{0,2}}?{_REPORT}\b)?", firm=False),
    _cue("citation", rf"(?:[Aa]n?|[Tt]he){_S}(?:(?:new|recent|exclusive|earlier){_S})?{PLACEHOLDER}(?:{_S}{_MEDIA}){{0,2}}{_S}{_REPORT}\b"),
    _cue("citation", rf"(?:report|reports|story|dispatch|article){_S}(?:from|by|in|on|of){_S}{NP}"),
    _cue("citation", rf"{NAME}{_S}(?:correspondent|reporter|photographer|journalist)s?{_S}{_FILLER}{{0,6}}?(?:said|saw|reported|heard|witnessed|says|reports)\b"),
    Cue("citation", rf"\([Vv]ia\s(?:the\s)?{PLACEHOLDER}\)\s?:(?=\s)"),
    Cue("citation", rf"(?<=\n){NAME}:(?=\s)"),  # a lead-in to what follows
    _cue("citation", rf"{NAME}{_S}(?:has{_S})?(?:asked|interviewed|calculated|estimated|projected|found|tried|obtained|reviewed|saw)\b", firm=False),
)  # fmt: skip

DESCRIBED = re.compile(  # a word of the trade beside the name, so that even an ordinary word is a body's name
    rf"(?:{_MEDIA}{_S}){PLACEHOLDER}|{PLACEHOLDER}{_S}(?:(?:state|official|propaganda|national){_S})?"
    r"(?:(?:[Nn]ews|[Pp]ress|[Ii]nformation|[Pp]ropaganda)\s{1,4}(?:[Aa]gency|[Ss]ervice|[Oo]utlet)|agency|newswire|"
    r"TV|television|Television|broadcaster|channel|correspondent|reporter|journalist)\b"
)
INFORMS = re.compile(  # agencies that are called by an ordinary word name themselves this way
    rf"{PLACEHOLDER}{_S}(?:informs|reports)(?:[.,]|{_S}(?:citing|that|via|from|with{_S}reference|referring|quoting))"
    rf"|told{_S}{PLACEHOLDER}(?!{_S}[a-z]{{1,20}}s\b)"
)
_OPENING_WORD = re.compile(rf"\A{_BEFORE_NAME}")
_WORD_START = re.compile(r"(?<!\S)\S")


def opening_words(before: str) -> int:
    """How many characters at the end of `before` belong to the name that follows: "Russia's ", "the German ".

    >>> opening_words("He added that Russia’s state-run ")
    19
    """
    length = 0
    for start in reversed([match.start() for match in _WORD_START.finditer(before)][-7:]):
        if not _OPENING_WORD.fullmatch(before[start : len(before) - length]):
            break
        length = len(before) - start
    return length if before[len(before) - length :].strip() else 0
