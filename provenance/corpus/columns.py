"""Which column of a record is the text, which the id, the date …: guessed from common names, or as the user says."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from provenance.base.errors import SettingsError

NAMES: Mapping[str, tuple[str, ...]] = {  # what an article has -> what its column is called, likeliest first
    "text": ("text", "body", "content", "article_text", "article_body", "maintext", "main_text", "full_text",
             "fulltext", "body_text", "plain_text", "plaintext", "raw_text", "cleaned_text", "story", "article"),
    "article": ("id", "_id", "uuid", "guid", "article_id", "articleid", "doc_id", "docid", "document_id", "story_id",
                "stories_id", "item_id", "uid"),
    "url": ("url", "link", "href", "uri", "article_url", "source_url", "canonical_url", "permalink"),
    "title": ("title", "headline", "head_line", "heading", "article_title", "name"),
    "published": ("published", "publish_date", "published_date", "published_at", "publication_date", "pub_date",
                  "pubdate", "publishdate", "date_published", "date_publish", "datepublished", "date", "datetime",
                  "article_date", "created", "created_at", "timestamp", "time"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site", "source_name", "site_name",
               "media_name", "news_outlet", "domain", "source_domain", "hostname"),
    "byline": ("byline", "author", "authors", "writer", "creator"),
    "language": ("language", "lang", "language_code", "lang_code"),
    "captured": ("captured", "captured_at", "scraped", "scraped_at", "crawled", "crawled_at", "retrieved",
                 "retrieved_at", "fetched", "fetched_at", "scrape_date", "crawl_date", "date_crawled", "download_date",
                 "date_download", "downloaded", "archived", "first_seen"),
}  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAPS = re.compile(r"[\s.\-/]+")


def plain_name(column: str) -> str:
    """A column's name as it is compared.

    >>> [plain_name(name) for name in ("Publish Date", "articleBody", "_id", "URL")]
    ['publish_date', 'article_body', '_id', 'url']
    """
    return _GAPS.sub("_", _CAMEL.sub("_", column.strip())).casefold()


@lru_cache(maxsize=128)
def columns_for(names: Sequence[str], given: tuple[tuple[str, str], ...] = ()) -> Mapping[str, str]:
    """What an article has -> the column that holds it. What is given wins; no column is used twice.

    >>> columns_for(("headline", "Body", "date", "lead"))
    {'text': 'Body', 'title': 'headline', 'published': 'date'}
    >>> columns_for(("headline", "lead", "date"), (("text", "lead"),))
    {'text': 'lead', 'title': 'headline', 'published': 'date'}
    """
    chosen = {field: column for field, column in given if column in names}
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(plain_name(name), name)
    for field, likely in NAMES.items():
        found = [known[name] for name in likely if name in known and known[name] not in chosen.values()]
        if found and field not in dict(given):
            chosen[field] = found[0]
    return {field: chosen[field] for field in NAMES if field in chosen}


def without_text(names: Sequence[str], given: tuple[tuple[str, str], ...] = ()) -> str:
    """What is amiss with a record that has no text, in words: the column that the user named for it is not there.

    >>> without_text(("id", "lead")), without_text(("id", "text"), (("text", "body"),))
    ('has no text, only id, lead', "has no column 'body', only id, text")
    """
    asked = dict(given).get("text")
    return f"has no {'text' if asked is None else f'column {asked!r}'}, only {', '.join(names[:20])[:200]}"


def given_columns(columns: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    """The user's mapping (what an article has -> column), checked and in a fixed order; `id` may be said for `article`.

    >>> given_columns({"id": "nr", "text": "lead"})
    (('article', 'nr'), ('text', 'lead'))
    """
    renamed = {"article" if field == "id" else field: column for field, column in (columns or {}).items()}
    for field in renamed:
        if field not in NAMES:
            advice = ", ".join("id" if name == "article" else name for name in NAMES)
            raise SettingsError("E-COLUMN", f"an article has no {field!r}", advice=advice)
    return tuple(sorted(renamed.items()))
