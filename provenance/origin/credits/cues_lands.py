"""Words that cite in some thirty languages, in one table: "laut", "selon", "według", "ifølge", "szerint", "کے مطابق".

Each language gives its words for "according to", "reports", "told" and "news agency"; the patterns are made of them.
"""

# ruff: noqa: E501 - a language is read as one line, in its own letters

import re
from collections.abc import Iterable
from dataclasses import dataclass

from provenance.origin.credits.cues import NP, Cue
from provenance.origin.credits.window import PLACEHOLDER

_S = r"\s{1,4}"


@dataclass(frozen=True)
class Tongue:
    """The words of one language, as patterns apart by spaces; "_" stands for the space within one."""

    agency: str = ""  # words for a news agency, which make any name beside them one
    according: str = ""  # before the name
    after: str = ""  # behind the name: "Reuters zufolge", "szerint"
    reports: str = ""  # verbs, before or behind the name
    told: str = ""  # before the name, with up to four words between: "sagte sie der", "säger hon till"
    to: str = ""  # what stands between "told" and the name
    quoted: str = ""  # "cited by"


TONGUES = {
    "en": Tongue(according="[Pp]er", reports="says? said"),
    "de": Tongue(
        "[Nn]achrichtenagentur(?:en)? Presseagentur Agentur(?:en)? Staatsagentur Nachrichtensender Staatssender",
        "[Ll]aut [Nn]ach_(?:Angaben|Informationen|Meldung|einer_Meldung|Darstellung)_(?:der|von|des)",
        r"zufolge -(?:Informationen|Angaben|Meldung(?:en)?)(?:_zufolge)?(?=\s(?:ist|sind|hat|haben|war|wird|soll))",
        "meldete? berichtete? schreibt schrieb",
        "sagten? erklärten? bestätigten? teilten? Gespräch Interview", "der dem gegenüber_der gegenüber mit_der mit",
        "zitiert_von zitiert_die",
    ),
    "fr": Tongue(
        "agence agences chaîne", "[Ss]elon [Dd]['’]après [Cc]itant qui_cite(?:nt)? [Dd]e_source(?:s)?", "",
        "rapporte(?:nt)? indique annonce écrit précise souligne relaie a_(?:appris|rapporté|indiqué|annoncé|écrit|constaté|précisé|révélé)",
        "déclarée? dit confiée? indiquée? affirmée? expliquée? assurée? précisée? déclaration entretien interview", "à avec auprès_de",
        "citée?s?_par interrogée?s?_par contactée?s?_par jointe?s?_par sollicitée?s?_par journalistes?_de correspondante?s?_de relayée?s?_par",
    ),
    "es": Tongue(
        "agencia agencias cadena", "[Ss]egún(?:_(?:informa|informó|ha_podido_saber|recoge|reporta|publica|la_agencia))? [Cc]onforme_a [Dd]e_acuerdo_(?:con|a) [Cc]itando_a",
        "", "informa informó reporta reportó publica publicó difundió recoge indicó señaló adelantó ha_sabido ha_informado",
        "dijo declaró explicó afirmó señaló confirmó aseguró indicó contó declaraciones entrevista", "a con para",
        "citad[oa]s?_por consultad[oa]s?_por entrevistad[oa]s?_por recogid[oa]s?_por",
    ),
    "pt": Tongue(
        "agência agências emissora", "[Ss]egundo [Cc]onforme [Dd]e_acordo_com [Cc]itando", "",
        "noticia noticiou informa informou adianta adiantou avança avançou relata relatou reporta reportou divulgou apurou",
        "disse declarou afirmou explicou confirmou adiantou contou declarações entrevista", "à a ao com",
        "citad[oa]s?_pel[ao] ouvid[oa]s?_pel[ao] contactad[oa]s?_pel[ao] questionad[oa]s?_pel[ao] citad[oa]s?_por",
    ),
    "it": Tongue(
        "agenzia agenzie emittente", "[Ss]econdo(?:_quanto_(?:riferisce|riporta|apprende|scrive))? [Ss]tando_a(?:_quanto_(?:riporta|riferisce|scrive))? [Aa]_quanto_(?:apprende|riferisce|riporta) [Dd]ixit",
        "dixit", "riferisce riferiscono riporta riportano scrive rende_noto apprende ha_appreso ha_riferito ha_riportato spiega segnala",
        "detto dichiarato spiegato riferito confermato dichiarazione intervista", "al? alla con",
        "citat[oaie]_da intervistat[oaie]_da interpellat[oaie]_da sentit[oaie]_da",
    ),
    "pl": Tongue(
        "agencja agencji agencję agencją serwis", "[Ww]edług [Zz]daniem [Zz]a_agencją [Pp]owołując_się_na", "",
        "podaje podał[ao]? informuje poinformował[ao]? donosi doniósł doniosła przekazał[ao]? pisze napisał[ao]? relacjonuje cytuje",
        "powiedział[ao]? poinformował[ao]? przekazał[ao]? mówi oświadczył[ao]? rozmowie wywiadzie", "dla z",
        "cytowan[aey]g?o?_przez",
    ),
    "nl": Tongue(
        "persbureau nieuwsagentschap staatspersbureau nieuwsdienst nieuwszender", "[Vv]olgens [Aa]ldus [Oo]p_gezag_van", "",
        "meldt meldde melden schrijft schreef bericht berichtte", "zegt zei vertelt vertelde laat laten bevestigt", "tegen tegenover aan weten_aan",
        "geciteerd_door",
    ),
    "nordic": Tongue(
        "nyhetsbyrån nyhetsbyrået nyhedsbureauet nyhetsbyråen telegrambyrån nyhetskanalen",
        "[Ee]nligt [Ii]følge [Ff]ölge", "", "rapporterar rapporterer skriver skrev melder meldte meddelar meddelade meddeler uppger oplyser opplyser säger_till fortæller",
        "säger sa säga siger sagde sier fortæller forteller berättar bekräftar bekræfter bekrefter oplyser opplyser intervju interview", "till til för med",
        "citeras_av citerad_av citeret_af sitert_av",
    ),
    "fi": Tongue(
        "uutistoimisto uutistoimiston tietotoimisto", "", r"mukaan :n_mukaan -uutistoimiston_mukaan in_mukaan",
        "kertoo kertoi raportoi uutisoi uutisoivat kirjoittaa", "kertoi sanoi sanoo kertoo", "uutistoimisto uutistoimistolle", "",
    ),
    "cs": Tongue(
        "agentura agentury agentuře agenturu agentúra agentúry agentúre agentúru tisková_agentura", "[Pp]odle [Pp]odľa [Ss]_odvoláním_na", "",
        "informoval[aoi]? informuje uvedl[aoi]? uviedl[aoi]? napsal[aoi]? napísal[aoi]? píše hlásí oznámil[aoi]? sdělil[aoi]? sděluje",
        "řekl[ai]? řekli uvedl[ai]? sdělil[ai]? potvrdil[ai]? povedal[ai]? rozhovoru", "pro s",
        "citoval[ai]?_(?:ji|ho|je) citovan[áéý]_agenturou",
    ),
    "hu": Tongue(
        "hírügynökség távirati_iroda", "", r"szerint -?(?:nek|nak)_(?:elmondta|azt_mondta|nyilatkozott|megerősítette) (?:hírügynökség_)?jelentése_szerint",
        "közölte írja írta jelenti jelentette", "", "", "",
    ),
    "ro": Tongue(
        "agenția agenţia agenției agenţiei", "[Pp]otrivit [Cc]onform", "",
        "relatează relatat transmite a_transmis informează a_informat anunță anunţă a_relatat scrie notează",
        "declarat spus precizat declarație interviu", "pentru cu", "citat[ăe]?_de preluat[ăe]?_de",
    ),
    "tr": Tongue(
        "ajansı haber_ajansı", "", r"['’]?(?:y?[ea]|n?[iıuü]n_(?:haberine|aktardığına|bildirdiğine|haberinde))_göre ['’]?(?:y?[ea])_(?:konuşan|açıklamada_bulunan|demeç_veren) muhabirine bildirdi(?!ği) aktardı duyurdu ['’]?n?[iıuü]n_(?:aktardığına|bildirdiğine)_göre",
        "", "", "", "",
    ),
    "south": Tongue(  # Croatian, Serbian, Bosnian, Slovene in Latin letters
        "agencija agencije agenciji agenciju", "[Pp]rema_(?:navodima|pisanju|podacima|podatcima|izvještaju)? [Pp]o_(?:navodima|pisanju|poročanju)", "",
        "prenosi prenose javlja javila javljaju navodi piše objavila izvještava izveštava poroča", "rekao rekla kazao kazala izjavio izjavila potvrdio potvrdila", "za agenciji",
        "citira_ga citira_je",
    ),
    "vi": Tongue(
        "[Hh]ãng_(?:tin|thông_tấn) [Tt]hông_tấn_xã", "[Tt]heo", "", "đưa_tin dẫn_(?:lời|nguồn) cho_biết loan_tin", "(?:nói|trả_lời)", "với", "",
    ),
    "id": Tongue(
        "kantor_berita kantor_berita_resmi agensi_berita", "[Mm]enurut kepada_(?:agensi|kantor)_berita [Dd]ikutip_(?:dari|oleh) [Dd]ilansir(?:_dari)? [Mm]engutip [Dd]emikian_(?:dilaporkan|dikutip|dilansir) [Dd]ilaporkan(?:_oleh)?",
        "", "melaporkan mengatakan memberitakan lapor laporan mengabarkan", "kata ujar tutur beritahu memberitahu", "kepada", "",
    ),
    "el": Tongue(
        "πρακτορείο πρακτορείου ειδησεογραφικό_πρακτορείο", "[Σσ]ύμφωνα_με(?:_τ(?:ο|ην|ον|α))? [Κκ]ατά(?:_το)? [Όό]πως_(?:μεταδίδει|αναφέρει|γράφει|μετέδωσε)(?:_τ(?:ο|η))?",
        "", "μεταδίδει(?:_το)? αναφέρει(?:_το)? μετέδωσε(?:_το)? γράφει(?:_το)? δημοσίευσε(?:_το)?", "δήλωσε είπε δήλωσαν μιλώντας", "στο", "",
    ),
    "cyrillic": Tongue(  # Bulgarian, Serbian, Macedonian; what Russian and Ukrainian leave open
        "агентство агентства агентству агентством агентстве агенція агенції агенцией агенцію информагентство інформагентство агенцията агенция агенција агенције телеканал",
        "[Сс]поред [Зз]а_(?:даними|інформацією|повідомленням) [Пп]о_(?:данным|сведениям|информации|версии) [Пп]рема_(?:наводима|писању) [Сс]_посилання[мю]?_на [Сс]о_ссылкой_на",
        "", "съобщава съобщи съобщиха предаде предава цитира пише јавља јављају преноси преносе наводи пренесе известува передаёт передает сообщает сообщил[аои]? сообщили уточняет повідомляє повідомила інформує пояснили",
        "каза заяви обясни рекао рекла изјавио рассказал[аи]? рассказали сообщили уточнили пояснили заявил[аи]? известно слова словам коментарі комментарии розповіли розповіла повідомили", "пред за для в_разговоре_с",
        "приводит_(?:её|ее|его|их)_слова наводить_(?:її|його|їх)_слова цитиран[аи]?_от (?:йдеться|говорится|сказано|мовиться)_[ву]_(?:повідомленні|сообщении|материале|матеріалі)",
    ),
}  # fmt: skip

_ADJECTIVE = r"(?:[^\W\d_]{3,16}\s{1,4}){0,2}?"
_ARTICLE = r"(?:(?:de[rmns]?|die|das|la|le|les|el|il|lo|os?|as?|à|ao|al|het|een|en|az|the|do|da|dos|τ(?:ο|ην|ον|α|η|ου))\s{1,4})?"
_ELIDED = r"(?:(?:l|d|all|dall|dell|nell|sull)['’])?"
_OPEN = r"[«\"“„]?"


def _words(tongues: Iterable[Tongue], field: str) -> str:
    found = dict.fromkeys(word for tongue in tongues for word in getattr(tongue, field).split())
    return "|".join(word.replace("_", _S) for word in found) or "(?!)"


_ALL = tuple(TONGUES.values())
_OTHERS = tuple(tongue for name, tongue in TONGUES.items() if name != "en")
AGENCY = _words(_ALL, "agency")
_NP = rf"{_ARTICLE}(?:{_ELIDED}{_ADJECTIVE}(?:{AGENCY}){_S}(?:(?:de|di|of|d['’])?{_S}?[^\W\d_]{{4,16}}{_S}){{0,2}}?)?{_ARTICLE}{_ELIDED}{_OPEN}{PLACEHOLDER}"


def _before(words: str, np: str = _NP) -> str:
    return rf"(?<!\w)(?:{words})(?:{_S}{np}|{_S}?l['’]{PLACEHOLDER})"


# An agency's name beside its word: "Agentur dpa", "agencja Interfax", "news agency of" is English's own (cues.DESCRIBED).
DESCRIBED = re.compile(
    rf"(?<!\w)(?:{AGENCY})\s{{1,4}}[«\"“„]?{PLACEHOLDER}|{PLACEHOLDER}\s{{1,4}}muhabiri|{PLACEHOLDER}[»\"”“]?\s{{1,4}}(?:{AGENCY})(?!\w)"
    rf"|(?:خبر\s{{0,2}}رساں\s(?:ادار[ےہ]|ایجنسی)|خبر\sایجنسی|نیوز\sایجنسی|خبرگزاری|وكالة|समाचार\sएजेंसी|สำนักข่าว)\s{{0,4}}{PLACEHOLDER}"
)

FIRM = (  # enough for a short or shared name
    Cue("quote", _before(_words(_ALL, "quoted")), flags=re.IGNORECASE),
    Cue("citation", rf"\b(?:Citing|Quoting|Referring{_S}to|With{_S}reference{_S}to){_S}{NP}"),
    Cue("citation", _before(_words(_OTHERS, "according"))),
    Cue("citation", rf"{PLACEHOLDER}[»\"”]?(?:{_S})?(?:{_words(_ALL, 'after')})(?!\w)"),
    Cue("citation", rf"(?<!\w)(?:{_words(_ALL, 'told')}){_S}(?:[^\W\d_][\w’'-]{{0,20}},?{_S}){{0,4}}?(?:{_words(_ALL, 'to')}){_S}{_NP}", told=True),
    Cue("citation", rf"(?<!\w)(?:{_words(_ALL, 'told')}){_S}(?:[^\W\d_][\w’'-]{{0,20}}{_S}){{0,3}}?{_ELIDED}(?<=['’]){PLACEHOLDER}", told=True),
    Cue("citation", rf"(?<!\w)(?:powiedział[ao]?|řekl[ai]?|sdělil[ai]?|potvrdil[ai]?|povedal[ai]?|сказал[аи]?|рассказал[аи]?|рассказали|сообщили|уточнили|пояснили|розповіли|повідомили|известно|відомо){_S}(?:агентству{_S})?{_OPEN}{PLACEHOLDER}", told=True),
)  # fmt: skip
BARE = (  # enough for a name in capitals, or one that is an agency's and nothing else
    Cue("citation", _before(_words([TONGUES["en"]], "according"), PLACEHOLDER)),
    Cue("citation", rf"(?<!\w)(?:says?|said){_S}{PLACEHOLDER}(?=\s{{0,2}}[,.;])"),
    Cue("citation", _before(_words(_OTHERS, "reports")), flags=re.IGNORECASE),
    Cue("citation", rf"(?<!\w)(?:{_words(_OTHERS, 'reports')}){_S}(?:[^\W\d_]{{1,4}}{_S}){{0,2}}(?:[^\W\d_]{{3,16}}{_S}){{0,1}}(?:{AGENCY}){_S}{_OPEN}{PLACEHOLDER}", flags=re.IGNORECASE),
    Cue("citation", rf"{PLACEHOLDER}[»\"”]?{_S}(?:{_words(_OTHERS, 'reports')})(?!\w)"),
)  # fmt: skip

OTHER_SCRIPTS = {
    "arabic": (
        Cue("citation", rf"(?:به|بە){_S}(?:نوشته|گزارش|گفته|اعلام|نقل{_S}از){_S}(?:\w{{2,14}}{_S}){{0,3}}?[«\"]?{PLACEHOLDER}"),
        Cue("citation", rf"(?:بر{_S}اساس|طبق|بنا{_S}بر|بنابر){_S}(?:گزارش|اعلام|خبر){_S}(?:\w{{2,14}}{_S}){{0,3}}?[«\"]?{PLACEHOLDER}"),
        Cue("citation", rf"{PLACEHOLDER}[»\"]?{_S}(?:به{_S}نقل{_S}از|نوشت|خبر{_S}داد|اعلام{_S}کرد|گزارش{_S}(?:داد|کرد|می‌?دهد))"),
        Cue("citation", rf"(?:گفت‌?و‌?گو|گفتگو|مصاحبه|گفت{_S}و{_S}گو){_S}(?:\w{{2,10}}{_S}){{0,2}}?با{_S}(?:\w{{2,12}}{_S}){{0,2}}?[«\"]?{PLACEHOLDER}", told=True),
        Cue("citation", rf"{PLACEHOLDER}[’‘\"”]{{0,2}}{_S}نے{_S}(?:\w{{2,12}}{_S}){{0,4}}?(?:کہا|بتایا|لکھا|رپورٹ|خبر|دعوی[ٰی]?|انکشاف|اطلاع|شائع)"),
        Cue("citation", rf"{PLACEHOLDER}[’‘\"”]{{0,2}}{_S}(?:کے{_S}مطابق|کی{_S}(?:ایک{_S})?(?:رپورٹ|خبر|اطلاع)|کے{_S}حوالے{_S}سے|سے{_S}(?:گفتگو|بات{_S}?چیت))"),
        Cue("citation", rf"(?:وفق|طبق|تبع|نقل|استناد)[اًا]{{1,2}}{_S}(?:ل|لـ|عن{_S}|إلى{_S}|لما{_S}\w{{4,10}}{_S})?(?:\w{{3,14}}{_S}){{0,2}}?[«\"“]?{PLACEHOLDER}"),
        Cue("citation", rf"(?:تصريح\w{{0,3}}|حديث\w{{0,2}}|مقابلة|لقاء|اتصال){_S}(?:\w{{2,12}}{_S}){{0,2}}?(?:ل|لـ|مع{_S}|إلى{_S})(?:\w{{3,14}}{_S}){{0,2}}?[«\"“]?{PLACEHOLDER}", told=True),
    ),
    "indic": (
        Cue("citation", rf"{PLACEHOLDER}{_S}(?:के{_S}(?:अनुसार|मुताबिक|हवाले{_S}से)|की{_S}(?:रिपोर्ट|खबर)|ने{_S}(?:\S{{1,12}}{_S}){{0,2}}?(?:बताया|कहा|बताई|दी))"),
        Cue("citation", rf"(?:से|को){_S}(?:बातचीत|बताया){_S}[^।\n]{{0,40}}?{PLACEHOLDER}", told=True),
        Cue("citation", rf"{PLACEHOLDER}{_S}(?:को{_S}बताया|से{_S}(?:बातचीत|कहा))", told=True),
    ),
    "greek": (),
    "thai": (
        Cue("citation", rf"สำนักข่าว\s{{0,2}}{PLACEHOLDER}(?:\s{{0,2}}(?:รายงาน|เผย|ระบุ|อ้าง))?"),
        Cue("citation", rf"{PLACEHOLDER}\s{{0,2}}(?:รายงาน|เผย|ระบุ)"),
    ),
    "cjk": (
        Cue("citation", rf"(?:据|據){PLACEHOLDER}"),
        Cue("citation", rf"{PLACEHOLDER}(?:通信|電)?(?:に|が|は)[^。\n]{{0,40}}?(?:よると|よれば|報じ|伝え)"),
        Cue("citation", rf"{PLACEHOLDER}(?:통신)?(?:이|가|은|는)?{_S}?(?:전했|보도했|밝혔)"),
    ),
}  # fmt: skip

# Provinces, months and gulfs that bear a body's name.
NO_BODY = re.compile(
    rf"(?:استان|شهر|شهرستان|ماه|خلیج|الخليج|بلاد|صوبہ|провинци[ияею]|провінці[ії]){_S}[«\"]?{PLACEHOLDER}"
)
_TOLD_BEFORE = re.compile(r"(?:قال|صرح|أوضح|أكد|أضاف|ذكر|أفاد|أعلن|كشف|بيّ?ن|تصريح|حديث)\w{0,4}[^.؟!\n]{0,70}\Z")
_ACCORDING_BEFORE = re.compile(r"(?:وفق|طبق|تبع|استناد|بحسب|حسب)[اًا]{0,2}\s{1,4}\Z")


def written_onto(before: str, name: str) -> str:
    """What "to", written onto an Arabic name, makes of it after these words: "citation", "told", or nothing.

    >>> written_onto("الميناء مغلق وفقا ", "لرويترز"), written_onto("وأضافت العمدة ", "لوكالة الأناضول")
    ('citation', 'told')
    """
    if not name.startswith("ل"):
        return ""
    if _ACCORDING_BEFORE.search(before):
        return "citation"
    return "told" if _TOLD_BEFORE.search(before) else ""
