"""The page on which a text is pasted, and the policy for all pages that a server gives out."""

from provenance.report.web.rendering import asking_policy, rendered


def ask_page(collection: str, size: int, *, largest: int, seconds: float, address: str, error: str = "") -> str:
    """The form; `collection` names what texts are compared with, `size` is its number of articles.

    At most `largest` bytes are taken, and `seconds` for an answer. `error` says why the last text was not compared.
    """
    return rendered(
        "ask.html",
        collection=collection,
        size=size,
        largest=_size(largest),
        seconds=f"{seconds:g}",
        address=address,
        error=error,
    )


def served_policy() -> str:
    """The content security policy of every page that is served: no script, no frame, forms to the same server only."""
    return f"{asking_policy()}; frame-ancestors 'none'"


def _size(count: int) -> str:
    """A number of bytes for people.

    >>> _size(2_000_000), _size(1_500)
    ('2 MB', '1.5 kB')
    """
    return f"{count / 1e6:g} MB" if count >= 1e6 else f"{count / 1e3:g} kB"
