"""Which column of a record is the text, which the id, the date …: guessed from common names, or as the user says."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from provenance.base.errors import SettingsError
from provenance.base.preference import EXTRA, preference
from provenance.base.settings import Settings

NAMES: Mapping[str, tuple[str, ...]] = {  # what an article has -> what its column is called, likeliest first
    "text": ("text", "body", "content", "article_text", "article_body", "maintext", "main_text", "full_text",
             "fulltext", "body_text", "plain_text", "plaintext", "raw_text", "cleaned_text", "text_content",
             "content_text", "article_content", "news_content", "story_text", "text_cleaned", "clean_text",
             "maintext_clean", "story", "article", "document", "content_html", "body_html", "html_body"),
    "article": ("id", "_id", "uuid", "guid", "article_id", "articleid", "doc_id", "docid", "document_id", "story_id",
                "stories_id", "item_id", "uid"),
    "url": ("url", "link", "href", "uri", "article_url", "source_url", "canonical_url", "permalink",
            "web_url", "story_url", "requested_url"),
    "title": ("title", "headline", "head_line", "heading", "article_title", "web_title", "name"),
    "published": ("published", "publish_date", "published_date", "published_at", "publication_date", "pub_date",
                  "pubdate", "publishdate", "date_published", "date_publish", "datepublished", "date", "datetime",
                  "article_date", "publishing_date", "published_time", "published_on", "web_publication_date",
                  "date_time_pub", "date_published_gmt", "date_gmt", "first_published", "created", "created_at",
                  "timestamp", "time"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site", "source_name", "site_name",
               "media_name", "news_outlet", "source_hostname", "domain", "source_domain", "hostname"),
    "byline": ("byline", "author", "authors", "writer", "creator"),
    "language": ("language", "lang", "language_code", "lang_code"),
    "captured": ("captured", "captured_at", "scraped", "scraped_at", "crawled", "crawled_at", "retrieved",
                 "retrieved_at", "fetched", "fetched_at", "scrape_date", "crawl_date", "date_crawled", "download_date",
                 "date_download", "downloaded", "archived", "first_seen"),
}  # fmt: skip
_OTHERS = {  # the same in other languages of the news; columns of texts are known by what they hold
    "title": "titel überschrift schlagzeile titre titulo título titolo tytuł kop rubrik başlık judul заголовок заглавие"
             " 标题 標題 タイトル 제목 عنوان العنوان शीर्षक τίτλος",
    "published": "datum veröffentlicht erscheinungsdatum veröffentlichungsdatum date_de_publication fecha"
                 " fecha_publicacion fecha_publicación fecha_de_publicacion data_publicacao data_publicação"
                 " data_di_pubblicazione data_publikacji publicatiedatum dato publiceringsdatum päivämäärä tarih"
                 " yayın_tarihi tanggal tarikh ngày дата дата_публикации дата_публікації 日期 发布时间 发布日期"
                 " 發布時間 發布日期 日付 公開日 날짜 작성일 تاريخ التاريخ تاريخ_النشر"
                 " تاریخ تاریخ_انتشار तारीख दिनांक তারিখ วันที่ ημερομηνία",
    "outlet": "quelle zeitung journal fuente periódico fonte testata jornal źródło krant kilde källa kaynak"
              " sumber источник издание джерело видання 来源 來源 媒体 출처 언론사 المصدر منبع",
    "byline": "autor autorin auteur autore yazar penulis автор 作者 記者 기자 الكاتب نویسنده लेखक",
}  # fmt: skip
NAMES = {field: (*likely, *_OTHERS.get(field, "").split()) for field, likely in NAMES.items()}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAPS = re.compile(r"[\s.\-/]+")


def plain_name(column: str) -> str:
    """A column's name as it is compared.

    >>> [plain_name(name) for name in ("Publish Date", "articleBody", "_id", "URL")]
    ['publish_date', 'article_body', '_id', 'url']
    """
    return _GAPS.sub("_", _CAMEL.sub("_", column.strip())).casefold()


@lru_cache(maxsize=128)
def columns_for(
    names: Sequence[str], mapping: tuple[tuple[str, str], ...] = (), guessed: tuple[tuple[str, str], ...] = ()
) -> Mapping[str, str]:
    """What an article has -> the column that holds it. What is given wins; no column is used twice.

    A path with dots leads into an object: `content.rendered`. `guessed` is what the file's records showed.

    >>> columns_for(("headline", "Body", "date", "lead"))
    {'text': 'Body', 'title': 'headline', 'published': 'date'}
    >>> columns_for(("headline", "lead", "date"), (("text", "lead"),))
    {'text': 'lead', 'title': 'headline', 'published': 'date'}
    """
    chosen = {field: column for field, column in mapping if field in NAMES and root(column, names) in names}
    asked = dict(mapping)
    for field, column in guessed:
        if field not in asked and root(column, names) in names and column not in chosen.values():
            chosen[field] = column
    taken: dict[str, str] = {}
    for name in names:
        taken.setdefault(plain_name(name), name)
    for field, likely in NAMES.items():
        columns = [taken[name] for name in likely if name in taken and taken[name] not in chosen.values()]
        if columns and field not in asked and field not in chosen:
            chosen[field] = columns[0]
    extra = {field: column for field, column in mapping if field.startswith(EXTRA) and root(column, names) in names}
    return {field: chosen[field] for field in NAMES if field in chosen} | extra


def root(column: str, names: Collection[str]) -> str:
    """The column of the record in which a path begins; the column itself where the record has it.

    >>> root("content.rendered", ["content"]), root("a.b", ["a.b", "a"])
    ('content', 'a.b')
    """
    return column if column in names else column.partition(".")[0]


def value_at(fields: Mapping[str, object], column: str) -> object:
    """What a record holds in a column, or at the end of a path; None where it leads nowhere.

    >>> value_at({"content": {"rendered": "Rain."}}, "content.rendered")
    'Rain.'
    """
    if column in fields:
        return fields[column]
    value: object = fields
    for key in column.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def without_text(names: Sequence[str], mapping: tuple[tuple[str, str], ...] = ()) -> str:
    """What is amiss with a record that has no text, in words: the column that the user named for it is not there.

    >>> without_text(("id", "lead")), without_text(("id", "text"), (("text", "body"),))
    ('has no text, only id, lead', "has no column 'body', only id, text")
    """
    asked = dict(mapping).get("text")
    return f"has no {'text' if asked is None else f'column {asked!r}'}, only {', '.join(names[:20])[:200]}"


def given_columns(columns: Mapping[str, str] | None, settings: Settings | None = None) -> tuple[tuple[str, str], ...]:
    """The user's mapping (field of an article -> column), checked and in a fixed order; `id` is accepted for `article`.

    With `settings`, columns come with it by which they choose what is kept, and which are no field of an article.

    >>> given_columns({"id": "nr", "text": "lead"})
    (('article', 'nr'), ('text', 'lead'))
    """
    renamed = {"article" if field == "id" else field: column for field, column in (columns or {}).items()}
    for field in renamed:
        if field not in NAMES:
            advice = ", ".join("id" if name == "article" else name for name in NAMES)
            raise SettingsError("E-COLUMN", f"an article has no {field!r}", advice=advice)
    order = preference(settings.keep, settings.prefer) if settings else None
    extra = [column for column in order.columns if column not in NAMES] if order else []
    return tuple(sorted((renamed | {EXTRA + column: column for column in extra}).items()))
