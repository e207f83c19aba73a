"""The labels that sites put around an article, each a whole line, in the languages of the news.

Words only; longer cues stand in cues.py, how both are looked for in scan.py.
"""

import re

from provenance.base import language_data

# Letters that read the same get one form; marks that say nothing go.
_SAME = {
    **dict(zip("’‘ʼ`ıىيك\u00a0\u202f\u3000", "''''iییک   ", strict=True)),
    **dict.fromkeys("ـ\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff\u0307\u00ad", ""),
}
_STRANGE = re.compile(f"[{''.join(_SAME)}]")
_SPACES = re.compile(r"[ \t]{2,}")


def alike(text: str) -> str:
    """The text with one form for letters and marks that read the same; case as it was.

    >>> alike("Editor’s")
    "Editor's"
    """
    return _STRANGE.sub(_usual, text)


def _usual(match: re.Match[str]) -> str:
    return _SAME[match[0]]


def folded(text: str) -> str:
    """The text in the form in which labels and cues are compared.

    >>> folded("İLGİLİ  Haberler"), folded("Editor’s Picks")
    ('ilgili haberler', "editor's picks")
    """
    text = text.lower().replace("`", "'") if text.isascii() else alike(text.casefold())
    return _SPACES.sub(" ", text) if "  " in text or "\t" in text else text


def _words(block: str) -> frozenset[str]:
    return frozenset(folded(word) for word in block.split())


LABELS: dict[str, str] = {
    folded(label): kind
    for kind, by_language in language_data.LABELS.items()
    if kind != "head"
    for labels in by_language.values()
    for label in labels
}
HEAD_LABELS: frozenset[str] = frozenset(
    folded(label) for labels in language_data.LABELS["head"].values() for label in labels
)

# Names of places to share on, and the small words that stand between them on one line.
PLATFORMS = _words("""
    facebook twitter tweet x whatsapp telegram linkedin pinterest reddit instagram youtube tiktok flipboard
    pocket viber
    messenger tumblr vk vkontakte вконтакте одноклассники odnoklassniki line weibo wechat mastodon bluesky
    threads snapchat
    rss skype xing gmail stumbleupon digg livejournal facebookinstagram фейсбук телеграм твиттер واتساب فيسبوك تويتر
    تلگرام فیسبوک توییتر 微信 微博""")
SHARE_WORDS = _words("""
    a a+ a-
    share this article story post news on in via with by email e-mail mail print copy link save to us follow
    like pin and
    send url more comment comments bookmark top page friend google plus + & ·
         / : , - – — • поделиться в teilen auf per
    partager sur compartir en por condividi su compartilhar no paylaş شارك على""")
# Initials of the great wires: a line of these is a credit, never a desk's code.
WIRES = _words("""
    ap afp dpa apa upi pti ani ians tass irna isna efe ans ansa agi anp bta mti ctk pap stt ntb tt aap cp pa
    nan gna ap
    xinhua kuna wam spa mena map aps tap qna bna ona anadolu aa dha iha kyodo jiji yna kcna vna una bss app ina
    sana nna
    petra wafa tanjug hina sta rt cna ntn ana-mpa lusa belga keystone sda ats ritzau reuters interfax unian
    ukrinform""")
