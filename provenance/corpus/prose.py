"""What reads like the text of an article rather than like a name, a number, an address or a date."""

_LETTERS = 200  # characters from which a value can be an article's text
_WORDS = 25  # between blanks, or letters of scripts that have none
_KINDS = 12  # of words
_DENSE = 0.6  # of the characters that are letters


def is_prose(value: object) -> bool:
    """Whether a value reads like an article: many words, most of it letters.

    >>> rain = "Rain fell on the old north pier, and the ferry to the island stayed in port. " * 5
    >>> is_prose(rain), is_prose("https://a.example/" + "x" * 500), is_prose("Rain")
    (True, False, False)
    """
    if not isinstance(value, str) or len(value) < _LETTERS:
        return False
    start = value[:2000]
    letters = sum(map(str.isalpha, start))
    wide = sum(character >= "\u0e00" and character.isalpha() for character in start)
    words = start.split()
    wordy = len(words) >= _WORDS and len(set(words)) >= _KINDS
    return letters >= len(start) * _DENSE and (wordy or wide >= len(start) / 2)
