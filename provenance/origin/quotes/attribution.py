"""Who is said to speak in the words behind a quotation or before it, and whom a sentence is about."""

from collections.abc import Sequence

from provenance.origin.quotes.name_runs import is_possessive, proper_name, run_end
from provenance.origin.quotes.speech import Word, is_auxiliary, is_job
from provenance.origin.quotes.subjects import MODIFIERS, NOBODY, Subject, subject_before, subject_behind

_JOINING = frozenset({"and", "but", "or", "yet"})


def speaker_after(sentence: Sequence[Word]) -> Subject:
    """Who speaks in the words behind a quotation: "said engineer Ida Fenn", "Ida Fenn, the mayor, told reporters".

    >>> from provenance.origin.quotes.speech import sentence_words
    >>> lines = ("said the chief engineer, Ida Fenn.", "Ida Fenn said.")
    >>> [speaker_after(sentence_words(line, 0, 99)).name for line in lines]
    ['Ida Fenn', 'Ida Fenn']
    """
    first = next((n for n, word in enumerate(sentence) if word.kind != "mark"), len(sentence))
    row = _clause(sentence[first:])
    if not row:
        return NOBODY
    verb_at = 1 if is_auxiliary(row[0].text) else 0  # "a ajouté"
    if row[verb_at : verb_at + 1] and row[verb_at].kind == "verb":
        return subject_behind(row, verb_at + 1)
    if row[0].small == "according" and len(row) > 1:
        return subject_behind(row, 2)
    quoting = _quoted(row)
    if quoting is not None:
        return subject_behind(row, quoting + 1)
    for verb, word in enumerate(row):
        if word.kind == "verb" and verb and not _runs_before(row, verb):
            subject = subject_before(row, verb)
            if subject != NOBODY:
                return NOBODY if _inside_another(row, verb, subject) else subject
    return NOBODY


def _inside_another(row: Sequence[Word], verb: int, subject: Subject) -> bool:
    """Whether a name is part of what follows a quotation: “fog,” a word for what the people Ida Fenn said they saw."""
    if not subject.name or row[verb - 1].text == ",":
        return False
    first = next((n for n, word in enumerate(row) if word.text == subject.name.split(" ")[0]), 0)
    prepositions = (n for n, word in enumerate(row[:first]) if word.kind == "preposition")
    return any(n == 0 or not is_job(row[n - 1].text) for n in prepositions)  # "the editor in chief Ida Fenn" is one


def speaker_before(row: Sequence[Word]) -> Subject:
    """Who speaks in the words of a sentence that lead up to a quotation: "Mayor Ida Fenn said it was".

    >>> from provenance.origin.quotes.speech import sentence_words
    >>> lines = ("Mayor Ida Fenn, 60, said", "The office in May said")
    >>> [speaker_before(sentence_words(line, 0, 99)).name for line in lines]
    ['Mayor Ida Fenn', None]
    """
    quoting = _quoted(row)
    if quoting is not None:
        return subject_behind(row, quoting + 1)
    for verb in range(len(row) - 1, -1, -1):
        word = row[verb]
        if word.small.startswith("continu") and [later.small for later in row[verb + 1 : verb + 2]] == ["to"]:
            return NOBODY  # "Ida Fenn continues to hold that"
        if word.small == "according" and row[verb + 1 : verb + 2]:
            return subject_behind(row, verb + 2)
        if word.kind == "verb" and all(before.kind == "mark" for before in row[:verb]):
            return subject_behind(row, verb + 1)  # between two parts of one quotation: ", said Ida Fenn,"
        if word.kind == "verb":
            subject = _main(row, verb) if _shares(row, verb) else subject_before(row, verb)
            earlier = speaker_before(row[: verb - 1]) if subject.pronoun and verb > 2 else NOBODY
            return earlier if earlier.name else subject  # "Ida Fenn said that she called it"
    return NOBODY


def sentence_subject(sentence: Sequence[Word]) -> Subject:
    """Whom a sentence is about: the name or pronoun with which it begins, behind a lead such as "On Friday,".

    >>> from provenance.origin.quotes.speech import sentence_words
    >>> sentence_subject(sentence_words("On Friday, Harbour pilot Ida Fenn counted masts.", 0, 99)).name
    'Harbour pilot Ida Fenn'
    """
    row = list(sentence)
    while row and (row[0].kind in ("adverb", "mark", "day") or row[0].small in _JOINING):
        row.pop(0)
    lead = row and (row[0].kind in ("preposition", "month", "conjunction") or row[0].text.endswith(("ed", "ing")))
    if lead:  # "On Friday,", "When it rained,", "Speaking in Osk,"
        comma = next((n for n, word in enumerate(row) if word.text == ","), None)
        row = row[comma + 1 :] if comma is not None else []
    if row and row[0].kind in ("he", "she"):
        return Subject(pronoun=row[0].kind)
    article = row.pop(0) if row and row[0].kind == "article" else None
    first = next((n for n, word in enumerate(row) if word.kind == "capital"), None)
    if first is None or first > MODIFIERS or not all(word.kind == "small" for word in row[:first]):
        return NOBODY
    last = run_end(row, first)
    after = row[last + 1] if last + 1 < len(row) else None
    if after and after.kind == "small" and is_job(after.text):  # "Harbour pilot Ida Fenn"
        capital = next((n for n in range(last + 1, min(last + 4, len(row))) if row[n].kind == "capital"), None)
        if capital is None or not all(word.kind == "small" for word in row[last + 1 : capital]):
            return NOBODY
        last = run_end(row, capital)
    if is_possessive(row[last]):
        return NOBODY
    return Subject(proper_name(row, first, last, article if first == 0 else None))


def _clause(row: Sequence[Word]) -> Sequence[Word]:
    """The words up to the end of the sentence."""
    end = next((n for n, word in enumerate(row) if word.text in ".!?…;"), len(row))
    return row[:end]


def _runs_before(row: Sequence[Word], verb: int) -> bool:
    """Whether words that are no part of a subject stand before the verb, such as a colon or a dash."""
    return any(word.text in (":", "—", "–", "--") for word in row[:verb])


def _main(row: Sequence[Word], verb: int) -> Subject:
    """Who speaks where the verb has no subject of its own: "Ida Fenn shrugged, saying", "Ida Fenn rose and said"."""
    if row[verb].text.endswith("ing") and (verb == 0 or row[verb - 1].text not in (",", "—", "–", "--")):
        return NOBODY  # "a label saying"
    for before in range(verb - 1, -1, -1):
        if row[before].kind == "verb" and not row[before].text.endswith("ing"):
            return subject_before(row, before)
    complete = not row[0].text[0].islower()  # the words begin with the sentence
    return sentence_subject(row) if complete else NOBODY


def _quoted(row: Sequence[Word]) -> int | None:
    """Where "quoted Ida Fenn as saying" begins."""
    texts = [word.text for word in row]
    return texts.index("quoted") if "saying" in texts and "quoted" in texts[:-1] else None


def _shares(row: Sequence[Word], verb: int) -> bool:
    """Whether a verb has its subject from a verb before: a participle, or what "and" joins."""
    participle = row[verb].text.endswith("ing") and (verb == 0 or row[verb - 1].small != "is")
    return participle or (verb > 1 and row[verb - 1].small in _JOINING)
