"""How the article is called that an index is asked about: its id stands beside those of the index."""

QUERY = "query:"  # stands before its id


def asked_name(article: str) -> str:
    """An id as people see it.

    >>> asked_name("query:text.txt"), asked_name("harbour.txt")
    ('text.txt', 'harbour.txt')
    """
    return article.removeprefix(QUERY)
