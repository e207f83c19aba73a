"""Columns are known by the names that corpora really use, or as the user says."""

import pytest

from provenance.base.errors import SettingsError
from provenance.corpus.columns import columns_for, given_columns

GUESSED = [
    (("id", "outlet", "url", "published", "byline", "title", "text"),
     {"text": "text", "article": "id", "url": "url", "title": "title", "published": "published", "outlet": "outlet",
      "byline": "byline"}),
    (("_id", "headline", "maintext", "date_publish", "source_domain", "authors", "date_download"),
     {"text": "maintext", "article": "_id", "title": "headline", "published": "date_publish",
      "outlet": "source_domain", "byline": "authors", "captured": "date_download"}),
    (("UUID", "articleBody", "datePublished", "Publisher", "LANG"),
     {"text": "articleBody", "article": "UUID", "published": "datePublished", "outlet": "Publisher",
      "language": "LANG"}),
    (("article", "version", "text"), {"text": "text"}),
    (("id", "body_url"), {"article": "id"}),
    (("text", "body"), {"text": "text"}),
]  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), GUESSED)
def test_common_names_are_guessed(names, expected):
    assert columns_for(names) == expected


def test_what_the_user_says_wins_and_is_used_once():
    given = given_columns({"text": "title", "id": "nr"})
    assert columns_for(("nr", "id", "title", "text"), given) == {"text": "title", "article": "nr"}


def test_a_column_that_is_said_but_absent_is_not_replaced_by_a_guess():
    assert columns_for(("text", "id"), (("text", "lead"),)) == {"article": "id"}


def test_a_field_that_no_article_has_is_refused():
    with pytest.raises(SettingsError, match="no 'headline'"):
        given_columns({"headline": "x"})


@pytest.mark.parametrize("name", ["Datum", "fecha", "Дата публикации", "日期", "発行日", "التاريخ", "날짜"])
def test_columns_of_other_languages_are_known(name):
    found = columns_for((name, "text", "Titel"))
    assert found.get("published") == (None if name == "発行日" else name)
    assert found["title"] == "Titel"
