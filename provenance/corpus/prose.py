"""What reads like the text of an article rather than like a name, a number, an address or a date."""

_LETTERS = 200  # characters from which a value can be an article's text
_WORDS = 25  # between blanks, or letters of scripts that have none
_DENSE = 0.6  # of the characters that are letters


def is_prose(value: object) -> bool:
    """Whether a value reads like an article: many words, most of it letters.

    >>> is_prose("Rain fell on the pier. " * 20), is_prose("https://a.example/" + "x" * 500), is_prose("Rain")
    (True, False, False)
    """
    if not isinstance(value, str) or len(value) < _LETTERS:
        return False
    start = value[:2000]
    letters = sum(map(str.isalpha, start))
    wide = sum(character >= "\u0e00" and character.isalpha() for character in start)
    return letters >= len(start) * _DENSE and (len(start.split()) >= _WORDS or wide >= len(start) / 2)
