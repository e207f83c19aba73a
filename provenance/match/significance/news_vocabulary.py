"""The small words of news writing, by language: titles, ways to attribute, names of days; never evidence of copying."""

from provenance.base.tokens import word_hash, words


def _words(**languages: str) -> frozenset[int]:
    """The hashes of all words of all languages: a passage of mixed or unknown language is read like any other.

    >>> _words(en="king", tr="sözcüsü") == {word_hash("king"), word_hash("sozcusu")}
    True
    """
    return frozenset(map(word_hash, words(" ".join(languages.values())).words))


# Titles and offices that stand beside a name, and bodies that are named by a common word.
TITLES = _words(
    en="president vice prime premier chancellor king queen prince princess sheikh emir sultan governor mayor senator "
    "secretary general chief head director deputy ambassador envoy commissioner counterpart leader chairman "
    "chairwoman chair spokesman spokeswoman spokesperson minister ministry agency news department office police "
    "government foreign defense defence finance interior judge justice colonel captain major lieutenant sergeant "
    "admiral commander professor doctor dr mr mrs ms sir lord pope bishop archbishop cardinal ayatollah adviser "
    "advisor national security member candidate nominee lawmaker coach executive economist analyst",
    fr="président présidente ministre ministère porte parole directeur chef gouverneur maire",
    es="presidente ministro ministra ministerio portavoz director gobernador alcalde",
    pt="primeiro porta voz diretor ministério",
    it="portavoce direttore sindaco ministero",
    de="präsident kanzler minister ministerin sprecher sprecherin",
    ru="президент президента президентом министр министра министерство министерства премьер глава главы представитель "
    "представителя пресс секретарь секретаря губернатор директор посол генерал",
    uk="міністр міністра міністерство голова речник речниця",
    ar="الرئيس رئيس وزير الوزير وزارة الخارجية الوزراء المتحدث الناطق باسم السفير المدير العام",
    fa="رییس رئیس جمهور وزیر سخنگوی وزارت",
    ur="صدر وزیر اعظم خارجہ ترجمان وفاقی چیف",
    tr="cumhurbaşkanı bakanı başkanı sözcüsü",
    id="presiden menteri juru bicara",
)

# Words that say who said it, to whom and how.
REPORTING = _words(
    en="said says say saying told tells tell added adds according announced announces reported reports stated states "
    "noted quoted quoting citing cited confirmed reporter reporters journalists statement interview briefing official "
    "officials source sources media press conference condition anonymity anonymous authorized authorised publicly "
    "speak speaking spoke declined comment request immediately respond television newspaper writes wrote",
    fr="déclaré déclare selon annoncé affirmé indiqué ajouté journalistes communiqué conférence presse",
    es="dijo declaró según anunció afirmó señaló agregó periodistas comunicado rueda prensa",
    pt="disse declarou segundo anunciou afirmou jornalistas comunicado imprensa",
    it="detto dichiarato secondo annunciato giornalisti comunicato stampa",
    de="sagte erklärte teilte mitgeteilt angaben zufolge journalisten mitteilung",
    ru="сказал сказала заявил заявила заявили сообщил сообщила сообщили сообщает отметил отметила добавил добавила "
    "подчеркнул словам данным журналистам конференции брифинге интервью агентство агентству передает пишет",
    uk="заявив заявила повідомив повідомила зазначив журналістам словами даними",
    ar="قال قالت وقال وقالت أعلن أعلنت وأضاف وأضافت أضاف وأوضح أوضح وأكد أكد بيان تصريح تصريحات صحفي صحفية للصحفيين "
    "مؤتمر وكالة الأنباء لوكالة بحسب",
    fa="گفت اعلام کرد افزود گزارش خبرگزاری",
    ur="کہا بتایا مطابق ذرائع بیان پریس کانفرنس میڈیا صحافیوں گفتگو کرتے ہوئے",
    tr="dedi söyledi açıkladı belirtti göre gazetecilere",
    id="kata mengatakan menurut wartawan",
)

# Names of days and months, and the words around them.
DATES = _words(
    en="monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow week weekend month year years months weeks days "
    "morning afternoon evening night last next late early earlier ago until noon midnight am pm gmt",
    fr="lundi mardi mercredi jeudi vendredi samedi dimanche",
    es="lunes martes miércoles jueves viernes sábado domingo",
    de="montag dienstag mittwoch donnerstag freitag samstag sonntag",
    ru="понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля "
    "августа сентября октября ноября декабря года году сегодня вчера",
    ar="الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد اليوم أمس يوم",
    ur="پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار روز گزشتہ آج",
    tr="pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    id="senin selasa rabu kamis jumat",
)

# Small words inside names.
PARTICLES = _words(all="al bin bint da de del della den der di du el ibn la le les los ould van von zu")
