"""Who published an article, for telling one outlet's articles from another's."""


def domain(url: str | None) -> str | None:
    """The host that an address names; of an archived page's address, the host of the page.

    >>> domain("https://www.vale.example/a/1"), domain("https://archive.example/2020/http://vale.example/a/1")
    ('vale.example', 'vale.example')
    """
    if not url or "://" not in url:
        return None
    host = url.rsplit("://", 1)[1].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return host.casefold().removeprefix("www.") or None


def outlet_of(outlet: str | None, url: str | None) -> str | None:
    """The publisher: the address tells it where there is one, for an outlet's name may be that of a desk or a guest.

    >>> outlet_of(" The Vale Courier", None), outlet_of("Vale Opinion", "https://www.vale.example/a/1")
    ('the vale courier', 'vale.example')
    """
    return domain(url) or ((outlet or "").strip().casefold() or None)
