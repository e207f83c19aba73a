"""By which letters a line or sentence of furniture begins or ends: most lines are known for prose by these alone.

Each block belongs to the cue of `OPENINGS` or `SENTENCES` (cues.py) in the same place and says, in folded
text, how its matches begin. `0` is any digit; after `$` stands how a match ends, after `*` a letter that it holds. A
block may say too much, never too little, which a test derives from the patterns.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_compiled = cache(re.compile)  # on first use: a commit hook that finds nothing to compare needs none of them

_OPENINGS = (
    # related
    """a lir|also |don't|furth|galle|go de|ilgil|in pict|lea t|lee |leer |leggi|leia |lesen|lire |liste|mehr |more|must
    now pl|photo|read|relat|see|siehe|te pu|vedi |veja |ver t|voir |watch|à lir
    дивіт|за те|по те|подро|смотр|читай|читат|إقرأ|اقرأ|بیشتر|شاهد|مزید|همچنین|یہ بھ|あわせて|延伸閱|延伸阅|相关新
    関連記|相关阅|相關新|관련""",
    """all a|all c|all d|all h|all n|all r|all s|all u|click|lates|more ar|more co|more de|more fr|more he|more ne
    more re|more st|more up|other a|other c|other d|other h|other n|other r|other s|other u|read al|read mo|see
    tap f|tap h|tap t|top a|top c|top d|top h|top n|top r|top s|top u
    $ read more|$ weiterlesen|$ mehr lesen|$ lire la suite|$ leer más|$ leggi tutto|$ leia mais|$ lees verder
    $ lees meer|$ läs mer|$ les mer|$ læs mere|$ читать далее""",
    # tags
    """anaht|categ|etike|etiqu|filed|keywo|label|mots|palab|palav|parol|poste|relat|schla|tag|topic|ключ|метк|мітк
    теги|темы|الوس|الکل|برچس|وسوم|ٹیگز|کلما|کلید|キーワ|タグ|关键|标签|標籤|關鍵|태그""",
    # comments
    """0|add a|add y|comen|comme|email|komme|leave|name |name*|pleas|post a|post y|requi|save |the rec|this si
    was th|websi
    yorum|you ar|you mu|your em|комен|комме|التع|نظرا""",
    # counter
    """0|.|,|aufru|perg|estim|forec|galle|görün|hava d|hits|image|lesez|meteo|météo|news co|news id|news nu
    next|okum|okun|el ti|photo|post v
    prev|read|slide|temp|tiemp|this ar|view|visi|visu|vues|weath|wette|время|пере|пого|прос|المش|بازد|تعدا|عدد
    浏览|点击|阅读| |$°|$° c|$° f|$°c|$°f""",
    # photo
    """a arc|a fil|a han|a scr|a und|afp |an arc|an fil|an han|an scr|an und|ap fi|ap ph|ap pi|archi|bild|crédi|dpa
    enlar|epa |file|foto|getty|graph|görse|hando|hide |illus|image|immag|media|photo|pic|quell|reute|scree|symbo|tass
    this ar|this fi|this ha|this sc|this un|toggl|undat|video|xinhu|иллю|світ|скри|снимо|фото|ілюс|الصو|تصوی|صورة
    عکس|فوٹو|写真|图|圖|画像|사진""",
    # byline
    """$staff|$team|$board|$desk|$room|$writer|$writers|$reporter|$reporters|$correspondent|$correspondents|$report
    $reports|haber|la ré|poste|redac|redak|redaz|redaç|submi|uploa|реда|تحریر|هیئة|编辑|責任編|责任编|责编""",
    # recent
    """latest h|latest n|latest s|latest u|more hea|more sto|most pop|most rea|most sha|most vie|top head|top stor
    trending""",
    # timestamp
    """$ ago|0|edite|first|hace |há |il y a|last |modif|page pri|poste|printed|publi|this art|this pag|this sto
    updat|vor |قبل|منذ|$پیش|$قبل|$پہلے""",
)  # fmt: skip
_SENTENCES = (
    # copyright
    """0|©|ⓒ|(c)|all ri|alle r|any re|any un|click h|copyr|her ha|no part|redis|repri|repro|repub|reser|ripro|this ar
    this co|this ma|this re|this st|todos|tous d|tutti|tüm ha|unaut|вико|все пр|всі пр|испол|копи|копі|пере|при ис
    при по|при ци|усі пр|الحق|تمام|جملہ|جمیع|کافة|کل ا|کلیه|未經授|未经授|無断|版权|版權|著作権|转载|무단|저작""",
    # subscribe
    """abbon|abone|abonn|assin|becom|by cl|by pr|by re|by si|by su|bülte|confi|consi|daily|deliv|donat|downl|enter
    free d|free f|free m|free n|free w|get|have|if you|inscr|insta|inval|iscri|jetzt|join|let|melde|opt i|our da
    our fr|our jo|our mo|our ne|our we|pleas|re-en|receb|recei|recev|recib|regis|ricev|sign |signu|submi|subsc|suppo
    suscr|the da
    the fr|the mo|the ne|the we|this da|this fo|this fr|this mo|this ne|this pa|this si|this we|valid|verif|want
    weekl|you b|you c|you h|you m|you s|you'v|будь|всту|долу|оста|подпи|прис|приє|підпи|اشتر|انضم|در |سجل |عضو
    ニュー|メール|关注|扫描|扫码|歡迎|無料|訂閱|订阅""",
    # share
    """-|•| |add h|add m|add o|add t|add u|bizi|catch|conne|find h|find m|find o|find t|find u|folge|follo|join
    like,|like &|like a|like h|like m|like o|like t|like u|pleas|post i|post t|post y|rejoi|segui|share|siga|sprea
    subsc|suive|síga|sígu|tweet|watch h|watch m|watch o|watch t|watch u|únete|ми в|мы в|наш|след|стеж|чита|تابع
    ما را|*ف""",
    # promo
    """addre|altre|catch|check|click|conta|daha|disco|downl|e-mai|email|explo|find |follo|for al|for br|for mo|for th
    get |got |have a|have c|have n|have q|have s|have t|help |if you e|if you l|let us|liste|mais|mehr|más|plus d
    reach|read |see |send |submi|tap f|tap h|tap t|tell u|this ar|this co|this pi|this po|this st|view |visit|watch
    we wo|we'd |write|больш|більш|дивіт|еще б|ещё б|смотр|узнай|читай|читат|ще бі""",
    # cookies
    """accep|by br|by cl|by co|by us|ce si|diese|este |javas|manag|nous |our pa|our si|our we|pleas|quest|rejec
    this si|this we|usamo|utili|we|wir |your br|ми ви|мы ис|продо|сайт|этот""",
    # disclaimer
    """conte|discl|edito|for li|opini|the op|the vi|views|думка|мнени""",
)  # fmt: skip


class Ways(NamedTuple):
    """The ways in which a cue's matches begin, by first letter; how they end; a letter they may hold."""

    starts: dict[str, tuple[str, ...]]
    ends: tuple[str, ...]
    held: str
    digits: bool

    def begin(self, folded: str) -> bool:
        """Whether the text begins in one of the ways.

        >>> SENTENCE_WAYS[0].begin("the ferry ran aground"), SENTENCE_WAYS[0].begin("all rights reserved")
        (False, True)
        """
        return folded.startswith(self.starts.get(folded[:1], ())) or (self.digits and folded[:1].isdecimal())

    def fit(self, folded: str) -> bool:
        """Whether the cue may match at the beginning of the text; False is certain."""
        return self.begin(folded) or folded.endswith(self.ends) or (self.held != "" and self.held in folded)


def ways(*blocks: str) -> Ways:
    """The ways of all the blocks together."""
    phrases = {
        phrase.lstrip() or phrase for block in blocks for row in block.split("\n") for phrase in row.split("|")
    }  # rows are indented; one way is a mere space
    starts: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrase for phrase in phrases if phrase[0] not in "0$*"):
        starts[phrase[0]] = (*starts.get(phrase[0], ()), phrase)
    ends = tuple(sorted(phrase[1:] for phrase in phrases if phrase[0] == "$"))
    [letters] = [phrase[1:] for phrase in phrases if phrase[0] == "*"] or [""]
    return Ways(starts, ends, letters, "0" in phrases)


OPENING_WAYS: tuple[Ways, ...] = tuple(ways(block) for block in _OPENINGS)
SENTENCE_WAYS: tuple[Ways, ...] = tuple(ways(block) for block in _SENTENCES)
ANY_OPENING: Ways = ways(*_OPENINGS)
ANY_SENTENCE: Ways = ways(*_SENTENCES)


def first_match(cues: Sequence[tuple[str, str]], fits: Sequence[Ways], folded: str) -> str | None:
    """Kind of the first cue, of a kind and a pattern, that the text begins with; `fits` are the ways of each.

    >>> first_match([("copyright", "all rights? reserved")], [ways("all ri")], "all rights reserved.")
    'copyright'
    """
    for (kind, pattern), fit in zip(cues, fits, strict=True):
        if fit.fit(folded) and _compiled(pattern).match(folded):
            return kind
    return None
