"""What invented pages in many languages say of their articles, in the markup of common systems."""

import importlib
import json
import re
import time
from typing import NamedTuple

import pytest

pytest.importorskip("trafilatura")
pytest.importorskip("lxml_html_clean")

from provenance.base.settings import Settings
from provenance.corpus.html.bylines import person_names
from provenance.corpus.html.page_worker import extracted
from provenance.corpus.language import language
from provenance.corpus.read import read_bytes


class Said(NamedTuple):
    """What a page is to be read as."""

    title: str
    byline: str | None
    day: str | None
    outlet: str
    language: str


def ld(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **data})}</script>'


def wordpress() -> str:
    """Author by a link inside the graph, name in the meta box, teasers of other authors behind."""
    graph = [
        {"@type": "Article", "headline": "Lock shut for weeks", "author": {"@id": "#/person/7"}, "datePublished":
         "2031-05-05T08:00:00+01:00"},
        {"@type": "Person", "@id": "#/person/7", "name": "webdesk"},
    ]  # fmt: skip
    return f"""<html lang=en-GB><head><title>Lock shut for weeks - The Wick Post</title>
      <meta property=og:site_name content="The Wick Post"><link rel=canonical href=https://wickpost.example/lock>
      {ld(**{"@graph": graph})}</head><body><header><h1 class=site-title>The Wick Post</h1></header><article>
      <h1 class=entry-title>Lock shut for weeks</h1><div class=entry-meta>Posted by <span class="author vcard"><a
      href=/author/ida rel=author>Ida Fenn</a></span> on <time datetime=2031-05-05>5 May 2031</time></div>{story("en")}
      </article><div class=related-posts><h3>Gull stolen</h3><span class=author><a rel=author>Bo Quill</a></span>
      <time datetime=2031-04-01>1 April</time></div></body></html>"""


def drupal() -> str:
    """Microdata and metas of Dublin Core, the author with a job title, a photographer behind."""
    return f"""<html lang=de><head><title>Schleuse bleibt zu | Wicker Bote</title><meta name=dcterms.date
      content=2031-05-05T06:30+02:00><meta property=og:title content="Schleuse bleibt zu | Wicker Bote">
      <meta property=og:site_name content="Wicker Bote"></head><body><div class=node><h1 class=page-title>
      Schleuse bleibt zu</h1><div class="field field-name-autor">Von Ada Lindt und Jo van der Wiek, Redakteure</div>
      <div class=caption>Foto: Max Knips</div>{story("de")}</div></body></html>"""


def arc() -> str:
    """JSON-LD with all names, a kicker inside the heading, the byline as links."""
    news = {"@type": "NewsArticle", "headline": "Cierran la esclusa", "author": [{"name": "Inés Sal"},
            {"@type": "Person", "name": "Redacción"}], "datePublished": "2031-05-05T23:10:00-03:00",
            "publisher": {"name": "Diario de Wick"}}  # fmt: skip
    return f"""<html lang=es><head><title>Cierran la esclusa - Diario de Wick</title>{ld(**news)}
      <meta property=og:title content="Cierran la esclusa"><meta property=og:site_name content="Diario de Wick"></head>
      <body><main><h1><span class=kicker>Puerto</span><span>Cierran la esclusa</span></h1><div class=byline>Por
      <a href=/autor/ines-sal/>Inés Sal</a></div>{story("es")}</main></body></html>"""


def tables() -> str:
    """An old page of tables: no heading, no meta, the day and the author in lines of text."""
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1251"><title>Шлюз закрыт
      до осени - Портовый вестник</title></head><body><table><tr><td><a href=/>Главная</a></td></tr><tr><td><b>Шлюз
      закрыт до осени</b><br><small>5 мая 2031 г.</small><br>Автор: Вера Лунина</td></tr><tr><td>{story("ru")}</td></tr>
      <tr><td>© 2031 Портовый вестник. Обновлено 7 июня 2031</td></tr></table></body></html>"""


def amp() -> str:
    """An AMP page: metas only, the update beside the publication."""
    return f"""<html amp lang=pt-BR><head><title>Eclusa fechada</title><meta name=author
      content="Por Rui Maré, da Redação"><meta property=og:site_name content="Folha do Cais"><meta property=og:title
      content="Eclusa fechada | Folha do Cais"></head><body><article><h1>Eclusa fechada</h1>
      <p class=dates>Publicado em 05/05/2031 - Atualizado em 06/05/2031</p>
      {story("pt")}</article></body></html>"""


def signed() -> str:
    """A Korean page whose reporter signs at the end with an address."""
    return f"""<html lang=ko><head><meta charset=euc-kr><title>갑문 폐쇄 - 항구일보</title><meta property=og:site_name
      content=항구일보></head><body><h1>갑문 폐쇄</h1><p>입력 2031.05.05 08:00 | 수정 2031.05.06 09:00</p>{story("ko")}
      <p>한바다 기자 sea@harbour.example</p></body></html>"""


def japanese() -> str:
    """A Japanese page with the day in its own order and an agency as author."""
    return f"""<html lang=ja><head><meta charset=shift_jis><title>水門を閉鎖｜港新聞</title>
      {ld(**{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "港新聞社"}})}
      <meta property=og:site_name content=港新聞></head><body><h1>水門を閉鎖</h1>
      <p>2031年5月5日 8時00分</p>{story("ja")}
      </body></html>"""


def norwegian() -> str:
    """A Norwegian page: several authors in one block, each with a job title, day first."""
    return f"""<html lang=nb-NO><head><meta charset=iso-8859-1><title>Slusen stenges - Vikposten</title><meta
      property=og:site_name content=Vikposten></head><body><article><h1>Slusen stenges</h1><div class=article-byline>
      <ul><li><a class=byline__name href=/person/kari>Kari Sund</a><span>Journalist</span></li><li><a
      class=byline__name href=/person/ola>Ola Brekk</a><span>Fotograf</span></li></ul></div>
      <time datetime=2031-05-05T08:00:00Z>5. mai 2031</time>{story("no")}</article></body></html>"""


def microdata() -> str:
    """A French page of microdata, with comments that have authors and days."""
    return f"""<html lang=fr><head><title>L'écluse fermée - Le Courrier de Wick</title><meta property=og:site_name
      content="Le Courrier de Wick"></head><body><div itemscope><h1 itemprop=headline>L'écluse fermée</h1>
      <p>Par <span itemprop=author><span itemprop=name>Zoé Martin</span></span>, avec AFP</p><meta
      itemprop=datePublished content=2031-05-05>{story("fr")}</div>
      <section class=comments><span itemprop=author>Luc</span>
      <time itemprop=datePublished datetime=2031-05-09>9 mai</time></section></body></html>"""


def italian() -> str:
    """Times of teasers before and after, the article's own beside the heading."""
    return f"""<html lang=it><head><title>Chiusa sbarrata | La Gazzetta del Molo</title></head><body><aside
      class=latest><time datetime=2031-05-07>7 maggio</time></aside><div class=head><h1>Chiusa sbarrata</h1>
      <span class=autore>di Lea Porto</span> <time class=pubdate datetime=2031-05-05>5 maggio 2031</time></div>
      {story("it")}<aside class=related><time datetime=2031-05-01>1 maggio</time></aside></body></html>"""


def polish() -> str:
    """JSON-LD that is broken, an agency in the byline."""
    return f"""<html lang=pl><head><title>Śluza zamknięta - Kurier Portowy</title><script type=application/ld+json>
      {{"@type": "NewsArticle", "headline": "Śluza zamknięta", "datePublished": "2031-05-05T08:00:00+02:00",
      "author": {{"name": "PAP"</script><meta property=og:site_name content="Kurier Portowy"></head><body>
      <h1>Śluza zamknięta</h1><div class=autor>PAP</div>{story("pl")}</body></html>"""


def turkish() -> str:
    """A day that the language orders, and one that only the page's head shows."""
    return f"""<html lang=tr><head><title>Kapak kapandı - Liman Postası</title><meta property=og:site_name
      content="Liman Postası"></head><body><div class=top>Salı, 7 Ekim 2031</div><nav><a>Gündem</a></nav><div><h1>Kapak
      kapandı</h1><div class=yazar>Deniz Su</div><p>Yayınlanma: 05.06.2031 - 08:00</p>{story("tr")}</div>"""


def undated() -> str:
    """A page that shows only other articles' days."""
    return f"""<html lang=en><head><title>Lock shut</title></head><body><h1>Lock shut</h1>{story("en")}<ul class=more>
      <li>Gull stolen, 3 May 2031</li><li>Crane sold, 4 May 2031</li></ul><footer>© 2031 Wick Post</footer></body>"""


PAGES = {
    "WordPress": (wordpress, "utf-8", Said("Lock shut for weeks", "Ida Fenn", "2031-05-05", "The Wick Post", "en")),
    "Drupal": (
        drupal,
        "utf-8",
        Said("Schleuse bleibt zu", "Ada Lindt, Jo van der Wiek", "2031-05-05", "Wicker Bote", "de"),
    ),
    "Arc": (arc, "utf-8", Said("Cierran la esclusa", "Inés Sal", "2031-05-06", "Diario de Wick", "es")),
    "tables": (
        tables,
        "windows-1251",
        Said("Шлюз закрыт до осени", "Вера Лунина", "2031-05-05", "Портовый вестник", "ru"),
    ),
    "AMP": (amp, "utf-8", Said("Eclusa fechada", "Rui Maré", "2031-05-05", "Folha do Cais", "pt")),
    "signed": (signed, "euc-kr", Said("갑문 폐쇄", "한바다", "2031-05-05", "항구일보", "ko")),
    "Japanese": (japanese, "shift_jis", Said("水門を閉鎖", None, "2031-05-05", "港新聞", "ja")),
    "Norwegian": (
        norwegian,
        "iso-8859-1",
        Said("Slusen stenges", "Kari Sund, Ola Brekk", "2031-05-05", "Vikposten", "no"),
    ),
    "microdata": (microdata, "utf-8", Said("L'écluse fermée", "Zoé Martin", "2031-05-05", "Le Courrier de Wick", "fr")),
    "Italian": (italian, "utf-8", Said("Chiusa sbarrata", "Lea Porto", "2031-05-05", "La Gazzetta del Molo", "it")),
    "Polish": (polish, "utf-8", Said("Śluza zamknięta", None, "2031-05-05", "Kurier Portowy", "pl")),
    "Turkish": (turkish, "utf-8", Said("Kapak kapandı", "Deniz Su", "2031-06-05", "Liman Postası", "tr")),
    "undated": (undated, "utf-8", Said("Lock shut", None, None, "", "en")),
}
STORIES = {
    "en": "The harbour board voted on Monday to close the lock while divers look at the sill, and ferries wait.",
    "de": "Der Hafenrat hat am Montag beschlossen, die Schleuse zu schließen, während Taucher die Schwelle prüfen.",
    "es": "La junta del puerto decidió el lunes cerrar la esclusa mientras los buzos revisan el umbral de piedra.",
    "ru": "Совет порта решил в понедельник закрыть шлюз, пока водолазы осматривают порог и старые ворота.",
    "pt": "A junta do porto decidiu na segunda-feira fechar a eclusa enquanto os mergulhadores examinam a soleira.",
    "ko": "항만 위원회는 월요일 잠수부들이 문턱을 점검하는 동안 갑문을 닫기로 결정했으며 여객선은 기다려야 한다.",
    "ja": "港の委員会は月曜日、潜水士が敷居を調べる間、水門を閉めることを決めた。フェリーは待たなければならない。",
    "no": "Havnestyret vedtok mandag å stenge slusen mens dykkere ser på terskelen, og fergene må vente i ukevis.",
    "fr": "Le conseil du port a décidé lundi de fermer l'écluse pendant que des plongeurs examinent le seuil.",
    "it": "Il consiglio del porto ha deciso lunedì di chiudere la chiusa mentre i sommozzatori esaminano la soglia.",
    "pl": "Rada portu zdecydowała w poniedziałek o zamknięciu śluzy, podczas gdy nurkowie badają próg i wrota.",
    "tr": "Liman kurulu pazartesi günü dalgıçlar eşiği incelerken kapağın kapatılmasına karar verdi.",
}


def story(code: str) -> str:
    return "".join(f"<p>{number}. {STORIES[code]} {STORIES[code]}</p>" for number in range(4))


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_its_article(name: str):
    source, encoding, wanted = PAGES[name]
    [(entry, article)] = read_bytes("a.html", source().encode(encoding), Settings())
    assert entry.verdict == "accepted"
    days = {str(day.date()) for day in (article.published_from, article.published_to) if day}
    code = language(article.text, article.language)
    read = Said(article.title, article.byline, *(days or {None}), article.outlet or "", "no" if code == "nb" else code)
    assert read == wanted


@pytest.mark.parametrize(
    ("day", "tongue", "value"),
    [
        ("05.06.2031", "de", "2031-06-05"),
        ("5/6/2031", "en-US", "2031-05-06"),
        ("5/6/2031", "en", None),  # either
        ("June 5th, 2031", "en", "2031-06-05"),
        ("5 de junio de 2031", "es", "2031-06-05"),
        ("2031/06/05", "ja", "2031-06-05"),
        ("32 June 2031", "en", None),
        ("Updated: 5 June 2031", "en", None),
        ("Copyright 5 June 2031", "en", None),
        ("Published 5 June 2031, updated 9 June 2031", "en", "2031-06-05"),
    ],
)
def test_a_day_that_is_only_seen(day: str, tongue: str, value: str | None):
    page = f"<html lang={tongue}><title>Lock shut</title><h1>Lock shut</h1><div>{day}</div>{story('en')}"
    assert dict(fact[:2] for fact in extracted(page)["facts"]).get("published") == value


def test_of_stamps_that_differ_by_days_the_earliest_is_the_day():
    stamp = ld(**{"@type": "NewsArticle", "datePublished": "2031-06-09"})
    page = f"<html><meta property=article:published_time content=2031-05-05>{stamp}<h1>Lock shut</h1>{story('en')}"
    published = [fact[1] for fact in extracted(page)["facts"] if fact[0] == "published"]
    assert published == ["2031-05-05", "2031-06-09"]


@pytest.mark.parametrize(
    ("modified", "seen", "value"),
    [
        ("2031-06-09T19:31", "2031-06-08T19:14", "2031-06-08"),
        ("2031-06-10T08:00", "2031-06-08T19:14", "2031-06-09"),  # a stamp of its own
        ("2031-06-09T19:31", "2031-06-10T19:14", "2031-06-09"),  # a later time is of the update
        ("2031-06-09T19:31", "2031-06-09T07:00", "2031-06-09"),
        ("2031-06-09T19:31", "", "2031-06-09"),
    ],
)
def test_a_stamp_that_is_also_of_the_update_gives_way_to_an_earlier_time_that_is_seen(modified, seen, value):
    stamps = {"datePublished": "2031-06-09T19:31", "dateModified": modified}
    time = f"<time datetime={seen}>shown</time>" if seen else ""
    page = f"<html>{ld(**{'@type': 'NewsArticle'}, **stamps)}<h1>Lock shut</h1><div>{time}</div>{story('en')}"
    published = [fact[1] for fact in extracted(page)["facts"] if fact[0] == "published"]
    assert published[0][:10] == value


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Per Olsson", ["Per Olsson"]),  # "per" is Catalan for "by"
        ("Theo Brand und Lea Fink", ["Theo Brand", "Lea Fink"]),
        ("De Vries", ["De Vries"]),
        ("By IDA FENN, Northwire Political Writer", ["IDA FENN"]),
        ("Ida Fenn, MS, RD", ["Ida Fenn"]),
        ("Ida Fenn | Photographs by Bo Quill", ["Ida Fenn"]),
        ("Ida Fenn in Lower Wick", ["Ida Fenn"]),
        ("Reuters", []),
        ("The Wick Post Staff", []),
        ("webmaster", []),
        ("ida_fenn", []),
        ("5 May 2031", []),
        ("Por Inés Sal y Rui Maré, enviados especiales", ["Inés Sal", "Rui Maré"]),
        ("Écrit par Zoé Martin avec AFP", ["Zoé Martin"]),
        ("Di Lea Porto e Ugo Riva", ["Lea Porto", "Ugo Riva"]),
        ("Автор: Вера Лунина", ["Вера Лунина"]),
        ("नीरज कुमार", ["नीरज कुमार"]),
        ("بقلم: ليلى مراد", ["ليلى مراد"]),
        ("作者：李四", ["李四"]),
        ("山田太郎記者", ["山田太郎"]),
    ],
)
def test_a_byline_becomes_the_names_of_persons(byline: str, names: list[str]):
    assert person_names(byline, ["Wick Post"]) == names


@pytest.mark.parametrize(
    "beside",
    [
        "<figure><span class=author>Bo Quill</span></figure>",
        "<blockquote class=quote><cite class=quote-author>Bo Quill</cite></blockquote>",
        "<div id=kommentare><span class=author>Bo Quill</span></div>",
        "<div class=photo-credit><span class=author>Bo Quill</span></div>",
        "<aside><a rel=author>Bo Quill</a></aside>",
    ],
)
def test_names_beside_an_article_are_not_its_authors(beside: str):
    page = f"<html lang=en><body><h1>Lock shut</h1><div>{beside}</div>{story('en')}"
    assert "byline" not in dict(fact[:2] for fact in extracted(page)["facts"])
    page = page.replace("</h1>", "</h1><div class=elementor-widget><span class=author>Ida Fenn</span></div>")
    assert dict(fact[:2] for fact in extracted(page)["facts"])["byline"] == "Ida Fenn"


HOSTILE = [
    part * (100_000 // len(part))
    for part in ("a", " ", "<", "-", "1 ", "1.", ". A", " - ", "| ", ": ", "A.", "가", "a@", "by ", "2031-",
                 "12 aaaaaaaaaaaa ",
                 "//<![CDATA[", '"headline":"', ",  ", "<script ", "<!--")
]  # fmt: skip


@pytest.mark.parametrize("name", ["bylines", "outlets", "titles", "page_days", "page_elements", "page_facts", "pages"])
def test_no_pattern_takes_quadratic_time(name: str):
    patterns = vars(importlib.import_module(f"provenance.corpus.html.{name}")).values()
    started = time.process_time()
    for pattern in (value for value in patterns if isinstance(value, re.Pattern) and isinstance(value.pattern, str)):
        for text in HOSTILE:
            for _ in pattern.finditer(text):
                pass
    assert time.process_time() - started < 30  # a quadratic one takes a minute a text
