"""The labels that sites put around an article, each a whole line, in the languages of the news.

Words only; longer cues stand in cues.py, how both are looked for in scan.py.
"""

import re

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


_LABELS = {
    "related": """
        check also|read also|also read|see also|also see|read more|read next|what to read next|up next|related
        related articles
        related article|related stories|related story|related news|related posts|related content|related coverage
        related links|related reading|related items|more on this story|more on this|more on this topic
        you may also like
        you might also like|recommended|recommended for you|recommended stories|recommended reading|further reading
        don't miss|must read|must reads|more like this|more to read|more stories|more articles|keep reading
        continue reading|learn more|go deeper|see more|show more|load more|view more|from our partners|around the web
        sponsored stories|suggested reading|similar news|similar articles|promoted stories|from the web|more coverage
        читайте также|читать также|читать далее|смотрите также|по теме|материалы по теме|похожие новости
        похожие материалы
        еще по теме|ещё по теме|рекомендуем|подробнее|читать ещё|читать еще|вам может быть интересно|связанные новости
        читайте також|читати також|читати далі|дивіться також|за темою|матеріали за темою|схожі новини|рекомендуємо
        lesen sie auch|lesen sie mehr|mehr zum thema|mehr dazu|siehe auch|auch interessant
        das könnte sie auch interessieren
        das könnte sie interessieren|weiterlesen|weitere artikel|ähnliche artikel|verwandte artikel|weitere themen
        lire aussi|à lire aussi|a lire aussi|lire la suite|à lire également|voir aussi|sur le même sujet|articles liés
        dans la même rubrique|vous aimerez aussi|articles similaires|pour aller plus loin|en savoir plus
        lea también|lee también|leer también|leer más|ver también|te puede interesar|noticias relacionadas
        relacionadas
        artículos relacionados|más información|más sobre este tema|también te puede interesar|le puede interesar
        leggi anche|leggi tutto|vedi anche|articoli correlati|notizie correlate|potrebbe interessarti|approfondimenti
        leia também|leia mais|veja também|saiba mais|notícias relacionadas|artigos relacionados|matérias relacionadas
        ayrıca bakınız|ilgili haberler|ilgili haber|bunlar da ilginizi çekebilir|benzer haberler|bunu da okuyun
        اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|إقرأ أيضاً|اقرأ المزيد|إقرأ المزيد|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة
        قد يعجبك أيضا|شاهد أيضا|شاهد أيضاً|موضوعات متعلقة|للمزيد
        بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|ادامه مطلب|خبرهای مرتبط|اخبار مرتبط با این خبر
        یہ بھی پڑھیں|مزید پڑھیں|متعلقہ خبریں|مزید پڑھیے
        相关阅读|相关新闻|延伸阅读|相关文章|相关报道|推荐阅读|更多阅读|相關新聞|延伸閱讀|相關文章|相關報導
        你可能感兴趣
        関連記事|関連ニュース|あわせて読みたい|あわせて読む|こちらもおすすめ|続きを読む|おすすめ記事|관련기사
        관련 기사|관련 뉴스|함께 읽기""",
    "recent": """
        recent posts|recent articles|recent news|recent stories|recent comments|latest news|latest posts
        latest stories
        latest articles|latest headlines|more news|more headlines|other news|most read|most popular|most viewed
        most shared|trending|trending now|trending news|trending stories|popular posts|popular news|popular now
        top stories|top news|today's top stories|editor's picks|editors' picks|editor's choice|in other news|news feed
        in case you missed it|what's trending|hot news|breaking stories|previous article|next article|previous post
        next post|previous story|next story|previous|next
        последние новости|другие новости|ещё новости|еще новости|самое читаемое|популярное|популярные новости|новости
        главные новости|главное|лента новостей|все новости|новости дня|новости партнеров|новости партнёров
        свежие новости
        останні новини|інші новини|більше новин|популярні новини|найпопулярніше|головні новини|стрічка новин
        всі новини
        neueste artikel|neueste nachrichten|aktuelle nachrichten|weitere nachrichten|meistgelesen
        meistgelesene artikel
        weitere meldungen|beliebte artikel|top-themen|dernières nouvelles|dernières actualités|derniers articles
        les plus lus|les plus populaires|à la une|autres actualités|plus d'actualités|articles récents
        últimas noticias|más noticias|lo más leído|más leídas|lo más visto|entradas recientes|otras noticias
        noticias recientes
        ultime notizie|altre notizie|i più letti|più lette|articoli recenti|le più lette
        últimas notícias|mais notícias|mais lidas|posts recentes|notícias recentes|outras notícias
        son haberler|diğer haberler|en çok okunanlar|son yazılar|daha fazla haber|popüler haberler|günün haberleri
        آخر الأخبار|أحدث الأخبار|المزيد من الأخبار|الأكثر قراءة|أخبار أخرى|الاكثر قراءة
        آخرین اخبار|پربازدیدترین|پربازدیدها|پربازدیدترین اخبار|اخبار دیگر|تازه ترین اخبار|پربیننده ترین
        تازہ ترین خبریں|تازہ ترین|مقبول خبریں|مزید خبریں|اہم خبریں
        最新新闻|最新消息|更多新闻|热门新闻|热门文章|热点新闻|最新文章|最新報導|熱門新聞|最新ニュース|新着記事
        人気記事|アクセスランキング
        注目記事|많이 본 뉴스|최신 뉴스|주요 뉴스|인기 기사""",
    "tags": """
        tags|tag|topics|related topics|filed under|keywords|categories|category|more topics|in this article|labels
        теги|метки|темы|рубрики|мітки|теми|schlagworte|schlagwörter|themen|mots-clés|mots clés|thèmes|étiquettes
        sujets
        etiquetas|temas|temas relacionados|palabras clave|tópicos|argomenti|parole chiave|etiketler|konular
        anahtar kelimeler
        وسوم|الوسوم|كلمات مفتاحية|الكلمات المفتاحية|كلمات دلالية|برچسب ها|برچسب‌ها|کلیدواژه‌ها|کلید واژه ها|ٹیگز
        标签|标签云|关键词|關鍵字|標籤|タグ|キーワード|태그""",
    "comments": """
        your comment|your comments|comment|comments|leave a comment|leave a reply|leave a response|leave your comment
        add a comment|add comment|add your comment|post a comment|post comment|write a comment|submit comment
        send comment
        join the conversation|join the discussion|comments are closed|comments are closed.|show comments|view comments
        hide comments|see all comments|view all comments|read comments|be the first to comment|no comments
        no comments yet
        comments (0)|0 comments|your name|your email|your email address|email address|cancel reply|reply|report abuse
        log in to comment|login to comment|sign in to comment|you must be logged in to post a comment|have your say
        what do you think?|have something to say?|start the discussion
        комментарии|комментарий|ваш комментарий|оставить комментарий|добавить комментарий|написать комментарий
        обсудить|коментарі|коментар|ваш коментар|залишити коментар|додати коментар|прокоментувати
        kommentare|kommentar schreiben|ihr kommentar|kommentar verfassen|kommentare anzeigen|commentaires
        votre commentaire
        laisser un commentaire|ajouter un commentaire|réagir|comentarios|tu comentario|su comentario
        deja un comentario
        dejar un comentario|deja tu comentario|commenti|lascia un commento|scrivi un commento|il tuo commento
        comentários|deixe um comentário|deixe seu comentário|yorumlar|yorum yap|yorum yaz|yorumunuz|yorum ekle
        التعليقات|تعليقات|أضف تعليق|أضف تعليقا|اترك تعليقا|اترك تعليقاً|تعليقك|شارك برأيك|نظرات|نظر شما
        ارسال نظر|دیدگاه شما
        دیدگاه‌ها|دیدگاه خود را بنویسید|تبصرے|اپنا تبصرہ لکھیں|تبصرہ کریں|评论|发表评论|网友评论|我要评论|評論
        發表評論|コメント|コメントを書く
        コメントする|댓글|댓글 쓰기""",
    "share": """
        share|share this|share this:|share this article|share this story|share this post|share this page
        share on|share via
        share article|share the news|follow us|follow us on|connect with us|stay connected|print|print this
        email|email this
        print this article|email this article|copy link|copied|link copied|save|bookmark|print article
        send to a friend
        поделиться|поделитесь|поделиться новостью|поделиться в соцсетях|распечатать|скопировать ссылку|мы в соцсетях
        поділитися|поширити|поділитись|роздрукувати|teilen|artikel teilen|drucken|beitrag teilen|folgen sie uns
        partager|partagez|partager cet article|imprimer|suivez-nous|compartir|compartir en
        compartir esta noticia|comparte
        imprimir|síguenos|condividi|condividi su|stampa|seguici|compartilhar|compartilhe|siga-nos|partilhar
        paylaş|yazdır
        haberi paylaş|bizi takip edin|شارك|مشاركة|شارك الخبر|شارك هذا الخبر|طباعة|تابعنا|اشتراک گذاری
        به اشتراک بگذارید
        اشتراک‌گذاری|چاپ|شیئر کریں|分享|分享到|打印|分享至|シェア|シェアする|この記事をシェア|印刷|공유|공유하기
        인쇄""",
    "subscribe": """
        subscribe|subscribe now|subscribe today|sign up|sign up now|sign up here|sign up for free|newsletter
        newsletters
        newsletter sign-up|newsletter sign up|newsletter signup|our newsletter|log in|login|sign in|register
        register now
        become a member|join now|manage newsletters|get the newsletter|subscribe to newsletter
        get our newsletter|donate
        donate now|support us|support our journalism|support independent journalism|already a subscriber?
        подписаться|подпишитесь|подписка|рассылка|підписатися|підпишіться|abonnieren|jetzt abonnieren|s'abonner
        abonnez-vous|suscríbete|suscribirse|suscríbase|iscriviti|abbonati|assine|inscreva-se|assine já|abone ol
        اشترك|اشترك الآن|النشرة البريدية|عضویت در خبرنامه|خبرنامه|سبسکرائب کریں|订阅|关注我们|訂閱|メルマガ登録
        会員登録|구독|구독하기""",
    "advertisement": """
        advertisement|advertisements|advertising|advert|ad|ads|sponsored|sponsored content|promoted
        story continued below
        story continues below|story continues below advertisement|article continues below
        article continues below advertisement
        article continues after ad|article continues after advertisement|continue reading below
        continue reading the main story
        advertisement continue reading the main story|scroll to continue|scroll down to continue|skip advertisement
        paid content|advertise with us|promotion|loading...|loading|slideshow|close ad|skip ad|pullquote
        реклама|на правах рекламы|партнерский материал|промо|продолжение после рекламы|рекламa|anzeige|werbung
        publicité
        publicidad|la nota continúa debajo|pubblicità|publicidade|continua depois da publicidade|reklam|ilan
        إعلان|اعلان
        إعلانات|تبلیغات|آگهی|اشتہار|广告|廣告|広告|スポンサーリンク|광고""",
    "promo": """
        more on this...|watch now|watch live|live tv|listen now|watch the video|watch video|watch more
        play video|video player
        read the full story|read full story|read full article|read the full article|read original article|back to top
        return to top|go to top|download our app|download the app|get the app|our apps|about us|contact us
        privacy policy
        terms of use|terms of service|terms and conditions|cookie policy|cookie settings|sitemap|site map|home
        menu|search
        skip to content|skip to main content|главная|контакты|о нас|наверх|impressum|datenschutz|mentions légales
        nach oben|contacto|aviso legal|contatti|chi siamo|quem somos|contato|hakkımızda|iletişim|اتصل بنا|من نحن
        تماس با ما|درباره ما|关于我们|联系我们|返回顶部|お問い合わせ|会社概要|トップへ戻る""",
}

_HEAD_LABELS = """
    breaking|breaking news|exclusive|analysis|opinion|analysis/opinion|opinion/analysis|commentary|editorial|explainer
    live|live updates|live blog|world|world news|politics|business|economy|sport|sports|culture|technology
        science|health
    national|international|regional|local news|local|news|news in brief|in brief|featured|top story|special report
    news now|press release|interview|feature|fact check|developing story|developing|just in|updated|update|video
        photo|photos
    срочно|срочная новость|эксклюзив|молния|мнение|аналитика|новости|политика|экономика|общество|в мире|происшествия
    терміново|ексклюзив|політика|економіка|суспільство|світ|eilmeldung|exklusiv|politik|wirtschaft|meinung
        ausland|inland
    exclusif|dernière minute|politique|économie|monde|société|exclusiva|última hora|política|economía|mundo|sociedad
    esclusiva|ultim'ora|politica|economia|cronaca|esteri|exclusivo|última hora|urgente|son dakika|özel haber
        gündem|dünya
    ekonomi|siyaset|عاجل|حصري|سياسة|اقتصاد|خاص|فوری|اختصاصی|سیاست|اقتصاد|بریکنگ نیوز|اہم خبر|突发|独家|快讯|要闻
        国际|国内|速報|独自|政治
    経済|国際|속보|단독"""


def _split(block: str) -> list[str]:
    return [folded(phrase.strip()) for line in block.split("\n") for phrase in line.split("|") if phrase.strip()]


def _words(block: str) -> frozenset[str]:
    return frozenset(folded(word) for word in block.split())


LABELS: dict[str, str] = {phrase: kind for kind, block in _LABELS.items() for phrase in _split(block)}
HEAD_LABELS: frozenset[str] = frozenset(_split(_HEAD_LABELS))

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
