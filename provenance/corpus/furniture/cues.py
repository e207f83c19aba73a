"""What page furniture says of itself in longer words: how its lines and sentences begin or end.

`OPENINGS` begin a line that holds nothing else; `SENTENCES` are furniture wherever a sentence begins so. All are
matched against folded text (labels.py), at its beginning, over at most `LOOK` characters, and have no
unbounded part.
"""

import re

from provenance.corpus.furniture.labels import alike

LOOK = 600  # characters of a line or sentence that are looked at; longer ones are prose


def _opening(*phrases: str) -> str:
    return "|".join(f"(?:{alike(phrase)})" for phrase in phrases)


_FEED = r"(?:news|stories|headlines|articles|updates|coverage|reports|developments)"
_PLACE = (
    r"(?:facebook|twitter|instagram|telegram|whatsapp|youtube|tiktok|linkedin|google news|social media|viber|flipboard"
    r"|apple podcasts|itunes|spotify|threads|bluesky|x\b)"
)

# Line beginnings, after bullets and brackets; the whole line is furniture when it stands alone.
OPENINGS: tuple[tuple[str, str], ...] = (
    (
        "related",
        _opening(
            r"(?:read|see|watch|listen|related|more|also (?:read|see|on [^:]{1,30})|read (?:also|more|next|this"
            r"|here)|see also"
            r"|don't miss|must read|related (?:article|story|news|stories)|photos|gallery|in pictures"
            r"|further reading|go deeper|now playing)"
            r"\s?(?::|>>|»|\|)\s?\S",
            r"(?:читайте|смотрите|читать|дивіться|читати) (?:также|також|ещё|еще)\s?:",
            r"по теме\s?:|за темою\s?:|подробнее\s?:",
            r"(?:lesen sie (?:auch|mehr|dazu)|mehr zum thema|siehe auch|lire (?:aussi|également)|(?:à"
            r"|a) lire (?:aussi|également)"
            r"|voir aussi|lea también|lee también|lee más|leer más|te puede interesar|ver también|leggi anche"
            r"|vedi anche"
            r"|leia (?:também|mais)|veja (?:também|mais)|ilgili haber)\s?[:|>»]",
            r"(?:[اإ]قرأ (?:أيضا|أيضاً|أيضًا|المزيد)|شاهد (?:أيضا|أيضاً)|بیشتر بخوانید|همچنین بخوانید|یہ بھی پڑھیں"
            r"|مزید پڑھیں)\s?[:؛|…]?",
            r"(?:相关阅读|相关新闻|延伸阅读|延伸閱讀|相關新聞|関連記事|あわせて読みたい|관련기사|관련 기사)\s?[:：|>▶]",
        ),
    ),
    (
        "related",
        _opening(
            rf"(?:more|other|latest|all|top) {_FEED} (?:from|by|on|about|in) .{{2,60}}$",
            r"(?:see|read) (?:also|more) (?:on|from|in) (?:our|the|this) (?:web ?site|site|page|section|channel"
            r"|blog)s?\s?:?$",
            r"more from [^.]{2,60}$",
            r"click here (?:to|for) (?:read|see|watch|view|more)\b",
            r"(?:click|tap) (?:here )?(?:for|to) (?:read |see |get |view )?(?:more|full|complete|all)\b",
            r".{12,230} (?:read more|weiterlesen|mehr lesen|lire la suite|leer más|leggi tutto|leia mais|lees verder"
            r"|lees meer|läs mer|les mer|læs mere|читать далее)$",
        ),
    ),
    (
        "tags",
        _opening(
            r"(?:tags?|topics|related topics|filed under|keywords|categories|posted in|labels)\s?[:：]\s?\S",
            r"(?:теги|метки|темы|ключевые слова|мітки|ключові слова|schlagw[oö]rte?r?|mots[- ]cl[ée]s|etiquetas"
            r"|palabras clave"
            r"|parole chiave|palavras-chave|etiketler|anahtar kelimeler)\s?:",
            r"(?:وسوم|الوسوم|كلمات مفتاحية|الكلمات المفتاحية|برچسب[‌ ]?ها|کلیدواژه[‌ ]?ها|کلمات کلیدی|ٹیگز)\s?:",
            r"(?:标签|关键词|標籤|關鍵字|タグ|キーワード|태그)\s?[:：]",
        ),
    ),
    (
        "comments",
        _opening(
            r"\d{1,6} (?:comments?|replies|reactions|комментари\w{1,3}|коментар\w{0,3}|kommentare?|commentaires?"
            r"|comentarios?"
            r"|commenti|comentários?|yorum)$",
            r"(?:comments?|комментарии|коментарі|kommentare|commentaires|comentarios|commenti|comentários|yorumlar"
            r"|التعليقات|نظرات)"
            r"\s?[(:]\s?\d{0,6}\s?\)?$",
            r"was this (?:article|story|page|information|post) (?:useful|helpful|interesting)\b.{0,60}$",
            r"your email address will not be published",
            r"required fields are marked",
            r"(?:name|email|website|comment)\s?\*$",
            r"(?:you must be|please) (?:logged|log|sign|signed) in to (?:post|leave|add|comment)",
            r"(?:leave|post|add) (?:a|your) (?:comment|reply)\b.{0,60}$",
            r"save my name, email",
            r"this site uses akismet",
            r"you are replying to\b.{0,60}$",
            r"please enter your (?:comment|name|e-?mail)\b.{0,40}$",
            r"the recaptcha verification period\b.{0,80}$",
            r"\d{1,3} ?[-+×x*] ?\d{1,3} ?= ?\??$",
            r"\d{1,6}\s?(?:条评论|則評論|件のコメント)",
        ),
    ),
    (
        "counter",
        _opening(
            r"[\d.,]{1,12}\s?[km]?\s?(?:views?|reads?|shares?|likes?|hits|visits|просмотр\w{0,3}|перегляд\w{0,3}"
            r"|aufrufe|vues"
            r"|visitas|visualizzazioni|visualizações|görüntüle\w{0,4}|okunma|مشاهدة|قراءة|بازدید|مرتبہ پڑھا گیا"
            r"|次阅读|次浏览)$",
            r"(?:views?|post views|reads?|hits|visits|просмотров|просмотры|переглядів|перегляди|aufrufe|vues|visitas"
            r"|visualizzazioni|visualizações|okunma|görüntülenme|عدد المشاهدات|المشاهدات|تعداد بازدید|بازدید|阅读"
            r"|阅读量|浏览|浏览量|点击)"
            r"\s?[:：(]?\s?[\d.,]{1,12}\)?$",
            r"(?:estimated )?(?:reading time|read time|время чтения|lesezeit|temps de lecture|tiempo de lectura"
            r"|tempo di lettura"
            r"|tempo de leitura|okuma süresi)\s?:?\s?.{0,25}$",
            r"\d{1,3}[- ](?:min|mins|minute|minutes)\.? (?:read|listen|watch)$",
            r"(?:slideshow|gallery) \(\d{1,3} (?:images|photos|pictures)\)$",
            r"(?:next|prev|previous)? ?(?:image|photo|slide) \d{1,3} (?:of|/) \d{1,3}$",
            r"[^.!?]{0,40}[-+−]?\d{1,3}\s?°\s?[cf]?$",
            r"(?:weather|forecast|погода|wetter|météo|meteo|el tiempo|hava durumu)(?: (?:in|for|в) [^.!?]{2,30})?$",
            r"this article is more than \d{1,2} (?:years?|months?) old",
            r"news (?:id|code|number)\s?:?\s?\d{3,12}$",
        ),
    ),
    (
        "photo",
        _opening(
            r"(?:photo|photos|image|images|picture|pic|photograph|video|graphic|illustration)s?(?: credit"
            r"| copyright| source|"
            r" caption| courtesy)?s?\s?(?::|by\b|courtesy\b|credit\b|/)",
            r"(?:image (?:copyright|source|caption)|media caption|getty images|enlarge this image|toggle caption"
            r"|hide caption)\b",
            r"(?:ap|afp|reuters|epa|getty|xinhua|dpa|tass) (?:photo|file photo|picture)s?\b.{0,80}$",
            r"file(?: photo| image| picture| pic)?(?:\s?[-–—]{1,2}\s|\s?:|\.?$)",
            r"(?:a |this |an )?(?:undated )?(?:file|handout|archive|screen ?grab)(?: photo| image| picture)\b.{0,200}$",
            r"(?:фото|иллюстрация|иллюстративное фото|ілюстрація|світлина|скриншот|снимок)(?: с сайта"
            r"| из архива)?\s?(?::|©|\().{0,160}$",
            r"(?:foto|fotos|bild|symbolbild|archivbild|quelle|photo d'illustration|crédit photo|crédits photo"
            r"|fotografía|imagen"
            r"|imagem|immagine|foto di|fotoğraf|görsel)\s?(?::|©|/).{0,160}$",
            r"(?:صورة|الصورة|تصوير|عکس|تصویر|فوٹو)\s?(?::|/).{0,160}$",
            r"(?:图片来源|图|图源|图片|圖|圖片|写真|画像|사진)\s?[:：/=／＝].{0,100}$",
        ),
    ),
    (
        "byline",
        _opening(
            r"(?:by |from )?(?:the )?(?:[\w.&'’-]{1,20} ){0,4}(?:editorial (?:staff|team|board|desk)|news ?desk"
            r"|web ?desk"
            r"|online desk|digital desk|newsroom|news team|web team|staff (?:writer|reporter|correspondent|report)s?"
            r"|monitoring desk|international desk|foreign desk|bureau report|news service staff)$",
            r"(?:posted|submitted|uploaded) by\s?:?\s?[^.!?]{1,60}$",
            r"(?:редакция|редакція|redaktion|la rédaction|redacción|redazione|redação|haber merkezi|هيئة التحرير"
            r"|تحریریه|编辑部)$",
            r"(?:责任编辑|责编|编辑|責任編輯)\s?[:：].{1,30}$",
        ),
    ),
    (
        "recent",
        _opening(
            r"(?:latest (?:headlines|news|stories|updates)|(?:top|more) (?:headlines|stories)|trending(?: now)?"
            r"|most (?:read|viewed|popular|shared))\s?[:|»]\s?\S",
        ),
    ),
    (
        "timestamp",
        _opening(
            r"(?:this (?:page|article|story) was |page )printed (?:on|from|at)\b(?=.{0,20}(?:\d|http)).{0,120}$",
            r"printed (?:on|from)\b:? (?:[^.!?]{0,24}\d{4}[^.!?]{0,16}|http\S{3,100})$",
            r"(?:(?:last |first )?(?:updated?|modified|published|posted|edited)(?: on| at)?\s?:?\s?)?(?:about |over )?"
            r"(?:\d{1,3}|an?|one|two|three)\s?(?:s|m|h|d|min|mins|minutes?|hrs?|hours?|days?|weeks?|months?"
            r"|years?) ago\s?$",
            r"(?:last |first )?(?:updated|modified|published|posted)(?: on| at)?\s?:?\s?.{0,12}\b\d{1,4}\b.{0,40}$",
            r"\d{1,3} (?:секунд\w?|минут\w?|час\w{0,2}|дн\w{1,2}|день|недел\w|месяц\w{0,2}) назад$",
            r"\d{1,3} (?:секунд\w?|хвилин\w?|годин\w?|дн\w{1,2}|день|тиж\w{1,4}|місяц\w{0,2}) тому$",
            r"vor \d{1,3} (?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)$",
            r"il y a \d{1,3} (?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?)$",
            r"hace \d{1,3} (?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?)$",
            r"há \d{1,3} (?:segundos?|minutos?|horas?|dias?|semanas?|m[eê]s(?:es)?|anos?)$",
            r"\d{1,3} (?:secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa$",
            r"\d{1,3} (?:saniye|dakika|saat|gün|hafta|ay|yıl) önce$",
            r"(?:منذ|قبل) \S{1,8} ?(?:ثانية|ثوان|دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|أيام|أسبوع|أسابيع|شهر|أشهر|سنة"
            r"|سنوات)?$",
            r"\S{1,4} (?:ثانیه|دقیقه|ساعت|روز|هفته|ماه|سال) (?:پیش|قبل)$",
            r"\S{1,4} (?:منٹ|گھنٹے|گھنٹہ|دن|ہفتے|ماہ|سال) (?:پہلے|قبل)$",
            r"\d{1,3}\s?(?:秒|分钟|小时|天|周|个月|年|分鐘|小時|個月)前$",
            r"\d{1,3}\s?(?:秒|分|時間|日|週間|か月|ヶ月|年)前$",
            r"\d{1,3}\s?(?:초|분|시간|일|주|개월|년) 전$",
        ),
    ),
)

# Sentences that are furniture wherever they begin.
SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "copyright",
        _opening(
            r"(?:©|\(c\)|ⓒ|copyright|copyrights)(?:\s|[,.:])*(?:©|\(c\)|ⓒ|by\b|reserved|protected|\d{4}|all rights)",
            r"©\s?\S",
            r"(?:\d{4}\s?)?all rights? (?:are )?reserved\b",
            r"this (?:material|content|article|story|report) (?:is (?:copyrighted|protected by)|(?:may|must|can"
            r"|should)(?: not|not)"
            r" be (?:published|broadcast|reproduced|rewritten|redistributed|copied|used))",
            r"(?:any )?(?:reproduction|republication|redistribution|republishing|unauthori[sz]ed (?:use"
            r"|reproduction)|reprinting)\b"
            r".{0,160}\b(?:prohibited|forbidden|permission|consent|not (?:allowed|permitted)|licen[sc]e|link)",
            r"(?:click here for )?reprint permissions?\b",
            r"no part of this (?:article|publication|site|website|content)",
            r"все права (?:защищены|сохранены)|усі права захищен|всі права захищен|alle rechte vorbehalten"
            r"|tous droits réservés"
            r"|todos los derechos reservados|reservados todos los derechos|tutti i diritti (?:sono )?riservati"
            r"|riproduzione riservata"
            r"|todos os direitos reservados|tüm hakları saklıdır|her hakkı saklıdır|(?:جميع|كل|كافة) الحقوق محفوظة"
            r"|الحقوق محفوظة"
            r"|(?:تمامی|کلیه|تمام) حقوق|جملہ حقوق|版权所有|版權所有|未经授权|未經授權|转载请注明|無断転載|無断複製"
            r"|著作権|저작권자|무단 ?전재",
            r"(?:перепечатка|копирование|использование материалов|использование информации|при (?:полном"
            r"|использовании|цитировании)"
            r"|передрук|копіювання|використання матеріалів|при цитуванні).{0,160}(?:ссылк|запрещ|разреш|гиперссылк"
            r"|заборонен|посиланн|дозвол)",
        ),
    ),
    (
        "subscribe",
        _opening(
            r"(?:please )?(?:subscribe|sign up|signup|join us|opt in)(?: now| today| here| free| below)?"
            r"(?: (?:to|for|on|at|in|and|with|via|by)\b.{0,200}|[!.]?$)",
            r"(?:please )?register (?:now|here|today|for free)\b",
            r"by (?:signing up|subscribing|registering|clicking|submitting|providing).{0,60}\byou\b",
            r"(?:get|receive|want|have|let|delivering|delivered)\b.{0,160}(?:in|to|into|meet) your (?:inbox|email"
            r"|phone)",
            r"(?:get|receive) (?:our|the|all the|breaking|daily|more)\b.{0,60}\b(?:newsletter|news alerts|alerts"
            r"|briefing)",
            r"(?:our|the|this|daily|weekly|free) (?:daily |weekly |free |morning )?newsletter\b.{0,80}(?:inbox"
            r"|email|free|sign up|subscribe)",
            r"you (?:can|may) (?:unsubscribe|opt out)\b",
            r"you(?:'ve| have)? (?:successfully |been )?(?:subscribed|signed up)\b",
            r"(?:please )?(?:enter|verify|confirm|re-enter|submit) (?:a valid |your )?(?:e-?mail|you're not a robot)",
            r"(?:invalid|valid) e-?mail",
            r"this (?:site|form|page) (?:is protected by recaptcha|requires javascript)",
            r"(?:become|get|join)\b.{0,60}\b(?:a member|membership|a subscriber|inside access)\b",
            r"(?:download|install|get) (?:the|our)\b.{0,40}\bapp\b",
            r"(?:please )?(?:support (?:us\b|our\b|(?:independent|quality|local|free) journalism)|donate to (?:us"
            r"|our)\b"
            r"|consider (?:supporting us|donating|making a (?:donation|contribution)))",
            r"our journalism (?:takes|needs|costs|depends|relies|is (?:free|funded|possible))\b",
            r"if you\b.{0,40}\b(?:our|this|local|independent|quality) (?:journalism|reporting|work)\b.{0,40}"
            r"\b(?:subscri|support|donat|contribut)",
            r"(?:подпи(?:шитесь|сывайтесь|шись)|підпи(?:шіться|суйтесь|суйтеся|шись)|присоединяйтесь|вступайте"
            r"|приєднуйтесь|долучайтесь)\b.{0,120}",
            r"(?:оставайтесь|будьте) (?:с нами|в курсе)|будьте в курсі",
            r"(?:abonnieren sie|melden sie sich|jetzt anmelden|abonnez-vous|inscrivez-vous|recevez"
            r"|suscr[ií]b(?:ete|ase)|recib[ae]"
            r"|iscriviti|abbonati|ricevi|assine|inscreva-se|receba|abone olun?|bültenimize)\b.{0,160}",
            r"(?:اشترك|اشتركوا|انضم إلى|سجل في) .{0,80}(?:نشرة|نشرتنا|قناة|قناتنا|النشرة|تلغرام|تليغرام|تيليجرام"
            r"|واتساب)",
            r"(?:عضو|در) .{0,40}(?:خبرنامه|کانال|تلگرام).{0,40}(?:شوید|کنید)",
            r"(?:订阅|关注|扫码|扫描|訂閱|歡迎訂閱).{0,40}(?:公众号|邮件|通讯|微信|新闻信|電子報|二维码|频道)",
            r"(?:メールマガジン|ニュースレター|無料会員).{0,40}(?:登録|購読)",
        ),
    ),
    (
        "share",
        _opening(
            rf"(?:please )?(?:follow|(?:like|find|join|connect with|add|watch|catch) (?:us|our|him|her|them|more"
            rf"|the (?:show|channel)))\b.{{0,60}}\b(?:on|at|via|@)\s?:?\s?(?:the )?(?:our )?{_PLACE}",
            r"[-• ]{0,3}follow (?:@\w|the |our |us\b|him\b|her\b|them\b).{0,80}$",
            rf"(?:share|tweet|post|spread)\b (?:this|it|the|your)\b.{{0,40}}\b(?:on|via|with (?:your )?friends"
            rf"|{_PLACE})",
            rf"join (?:our|us|the)\b.{{0,60}}(?:channel|group|community|{_PLACE})",
            r"(?:follow|like|share|subscribe)(?:,| and| &| us) .{0,60}(?:facebook|twitter|instagram|telegram|youtube)",
            r"(?:следите за|читайте нас|мы в|следи за|наш (?:telegram|телеграм)|стежте за|читайте нас|ми в)\b.{0,80}"
            r"(?:telegram|телеграм|facebook|фейсбук|twitter|твиттер|instagram|вконтакте|viber|дзен|google|соцсет"
            r"|соцмереж|youtube|x$)",
            r"(?:folgen sie|folge|suivez|rejoignez|síg[au]\w{0,5}|únete|seguici|segui|siga|sigam|bizi)\b.{0,60}"
            r"(?:telegram|facebook|twitter|instagram|whatsapp|youtube|google|takip)",
            r"(?:تابعونا|تابعوا|تابعنا|تابع) .{0,60}(?:فيسبوك|تويتر|تلغرام|تليغرام|تيليجرام|انستغرام|يوتيوب|واتساب"
            r"|google|facebook)",
            r"ما را در .{0,60}(?:دنبال کنید|تلگرام)|.{0,30}کو فالو کریں",
        ),
    ),
    (
        "promo",
        _opening(
            r"(?:read|see|watch|follow|check out|find|get|view|catch up on|discover|explore|visit)\b (?:the |our "
            r"|all |all the |more |more of"
            r" (?:the|our) |here |today's |this week's |of )?(?:leading|latest|top|main|most important|breaking"
            r"|hottest|key|best|major|biggest)?"
            rf" ?{_FEED}(?: of (?:the|this) (?:day|week|hour|month))?.{{0,40}}:?$",
            r"(?:click|tap) (?:here|this link|the link|for more|to (?:get|read|see|join|subscribe|sign|watch"
            r"|download))\b",
            r"(?:visit|see|check out) (?:our|the)\b.{0,40}\b(?:website|site|homepage|home page|page|store|channel"
            r"|app)\b",
            r"visit .{2,60}(?:homepage|website|web site) for more\b",
            r"for (?:more (?:information|news|stories|coverage|details|updates|videos?|on|from|of|about)"
            r"|(?:all )?the latest|breaking news)\b.{0,80}(?:visit|click|follow|subscribe|download|go to|see our"
            r"|check out)\b",
            r"(?:watch|listen to|download|catch) (?:the latest|the full|our|more)\b.{0,60}(?:video|podcast|episode"
            r"|show|videos|at \S{3,40}\.com)",
            r"(?:got|have) (?:a |any |an )?(?:news )?(?:tip|story|tips|question|complaint)s?\b.{0,80}(?:\?|@|email"
            r"|contact|write|let us)",
            r"(?:send|email|submit|address) (?:your |us |us your |all )(?:letters|tips|comments|feedback|questions"
            r"|story ideas)\b.{0,80}(?:to|at|@)",
            r"(?:contact|e-?mail|write to|reach) (?:us|the (?:editor|author|writer|reporter)s?|him|her|them) (?:at"
            r"|on|here|via|by)\b",
            r"(?:this (?:article|story|post|piece|column) (?:was )?(?:originally|first) (?:appeared|published"
            r"|ran)\b.{0,30}\bnewsletter)",
            r"(?:читайте|смотрите|узнайте|дивіться|читати) (?:главные|последние|все|самые|свежие|больше|другие"
            r"|наши|головні|останні|усі|всі|більше)"
            r" (?:важные |интересные |свежие )?(?:новости|новин|материалы|матеріали).{0,60}$",
            r"(?:больше|ещё больше|еще больше|більше|ще більше) (?:интересных |важных |актуальных "
            r"|цікавих )?(?:новостей|новин|материалов)\b.{0,80}$",
            r"(?:más|mais|plus d[e'’]|altre|mehr|daha fazla) ?(?:noticias|notícias|actualités|informations|notizie"
            r"|nachrichten|haber)"
            r" (?:en|em|sur|su|auf|için|in|sobre)\b.{0,60}$",
            r"if you (?:enjoyed|liked) (?:reading )?(?:this|our) (?:article|story|post|piece|newsletter)",
            r"(?:help us|tell us|let us know|we(?:'d| would) (?:like|love) to hear)\b.{0,120}",
        ),
    ),
    (
        "cookies",
        _opening(
            r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\b(?:use|uses|using) cookies\b",
            r"by (?:continuing|using|browsing|clicking).{0,80}\b(?:cookies|privacy|terms)\b",
            r"(?:accept|reject|manage) (?:all )?cookies\b",
            r"please (?:enable|turn on) (?:javascript|cookies)|(?:javascript|your browser).{0,60}(?:disabled"
            r"|does not support|not supported)",
            r"(?:мы используем|этот сайт использует|сайт использует|продолжая).{0,80}(?:cookie|куки)"
            r"|ми використовуємо.{0,40}cookie",
            r"(?:wir verwenden|diese (?:web)?seite (?:verwendet|nutzt)|nous utilisons|ce site utilise|utilizamos"
            r"|este sitio"
            r"|usamos|utilizziamo|questo sito|este site).{0,60}cookies?",
        ),
    ),
    (
        "disclaimer",
        _opening(
            r"(?:the )?(?:views|opinions)(?: and (?:opinions|views))?(?: expressed"
            r"| stated)?\b.{0,120}\b(?:are (?:those|their own|solely|the author)"
            r"|do(?:es)? not (?:necessarily )?(?:reflect|represent))",
            r"(?:disclaimer|editor's note: (?:the )?(?:views|opinions))\b.{0,300}",
            r"мнение (?:редакции|автора) может не совпадать|думка (?:редакції|автора) може не",
            r"content created by .{2,60}is available without charge"
            r"|for licensing opportunities of our original content",
        ),
    ),
)

# Two of these in one line that speaks to the reader make it a form, whatever their order.
FORM_WORDS = re.compile(
    r"\b(?:sign up|newsletter|your inbox|subscribe|unsubscribe|privacy policy|terms of use|terms of service"
    r"|email address"
    r"|by signing up|you agree to|breaking news alerts|recaptcha|(?:choose|select) your country|confirmation email)\b"
)
FORM_ADDRESS = re.compile(
    r"\b(?:sign up|subscribe (?:to|now|for|here)|by signing up|you agree|your inbox|your email)\b"
)

FORM_CREDIT = re.compile(r"\b(?:contributed|partnership|originally|first (?:appeared|published)|reporting by)\b")

# What a picture or a player says of itself when a page is read as text.
CAPTION_STARTS = (
    *("file -", "file photo", "enlarge this image", "image copyright", "image caption", "image source"),
    *("media playback is unsupported", "media caption", "just watched", "next image", "prev image"),
)
GALLERY = re.compile(r"\b(?:[Hh]ide|[Ss]how) [Cc]aption \d{1,3} of \d{1,3}\b")
# A photo's credit closes its caption.
CAPTION_END = re.compile(
    r"(?:\((?:(?:ap|afp|reuters|epa|dpa|getty|file|courtesy|handout|screenshot|pool)? ?(?:photo|image|picture"
    r"|pic)s?\b[^()]{0,80}"
    r"|photo(?:graph)?s? (?:by|courtesy|credit)[^()]{0,80}|[^()]{0,60}(?:getty images|shutterstock"
    r"|wikimedia commons|via ap|epa-efe)"
    r"|файл фото|фото:?[^()]{0,60}|foto:?[^()]{0,60}|file|archive|courtesy[^()]{0,60})\)"
    r"|(?:/|via |\bby )getty images|shutterstock(?:\.com)?|(?:ap|afp|reuters|epa) photo(?:/[\w .'-]{1,40})?)[.\s]{0,3}$"
)
# What an author's biography says after the name.
BIO = re.compile(
    r"(?P<name>(?:[^\W\d_][\w.'’-]{0,20} ){1,4})(?:is|covers|writes|works|serves|reports|teaches"
    r"|hosts|tweets|can be"
    r"|has (?:written|covered|worked))\b"
)
BIO_TRADE = re.compile(
    r"\b(?:writers?|columnists?|reporters?|editors?|contributors?|correspondents?|fellow|professor|authors?"
    r"|journalists?|hosts?"
    r"|lecturer|researcher|analysts?|freelance|bureau chief|syndicated|anchor|commentator|staff|covers|podcast"
    r"|blogger|founder"
    r"|newsroom|intern|reports? on|writes? (?:about|for|on))\b"
)
BIO_CONTACT = re.compile(
    r"(?:\b(?:can be|may be) (?:reached|contacted|followed|found)\b|\bfollow (?:him|her|them|@)|\bcontact (?:him"
    r"|her|them|the author)\b"
    r"|@\w{2,30}|\b(?:e-?mail|tweet)s? (?:him|her|them)\b)"
)
DESK_CODE = re.compile(
    r"(?:(?:[^\W\d_]{1,4}\d{0,2}|desk\d{0,2})(?:\s?//?\s?(?:[^\W\d_]{1,4}\d{0,2}|desk\d{0,2})){1,3}"
    r"|[A-Z]\.[A-Z]\.?(?:/[A-Z]\.[A-Z]\.?){1,2}|\d{3,5}[*/]{1,2}\d{3,5}(?:[*/]{1,2}\d{3,5})?"
    r"|[A-Z]{2,5}/\d{3,10}|\d{4,10}/[A-Z]{2,4})"
)
BREADCRUMB = re.compile(
    r"(?:home|главная|головна|startseite|accueil|inicio|início|anasayfa|ana sayfa|الرئيسية|首页|ホーム)\s?[>»/›|]\s?\S"
)
EXCLUSIVE = re.compile(r"(?:(?:an?|the) )?(?:[\w.&'’-]{1,25} ){0,4}(?:exclusive|exclusives|special report|news alert)$")
INLINE_PROMO = re.compile(
    r"[(\[]\s?(?:read(?: more| also| here| next)?|related|see also|also read|watch|photos?"
    r"|also on [^:()\[\]\n]{1,30}|video"
    r"|читайте также|читайте також|lire aussi|lea también|leggi anche|leia também"
    r"|lesen sie auch)\s?:[^()\[\]\n]{1,200}[)\]]"
    r"|\[pullquote\]",
    re.IGNORECASE,
)
