"""Credits inside sentences, in closings and datelines, in thirty languages; and what only looks like one.

The sentences are invented. Rules were mended on those with an even number; the others were looked at only as a count.
"""

# ruff: noqa: E501 - a case is read as one line, in its own letters

import time

import pytest

from provenance.origin.credits.catalogue import Catalogue
from provenance.origin.credits.item import article_credits
from provenance.origin.own_text import ENDS as ENDS_REACH

BOOK = Catalogue.load()

# language, text, agency
INSIDE = [
    ("en", "reuters reports that the harbour at Osk is shut.", "reuters"),
    ("en", "The harbour is shut, according to reuters.", "reuters"),
    ("en", "The harbour is shut, according to afp.", "afp"),
    ("en", "the harbour is shut, the news agency dpa reports.", "dpa"),
    ("en", "per Reuters, the harbour at Osk is shut.", "reuters"),
    ("en", "The harbour is shut, per AFP.", "afp"),
    ("en", "The harbour is shut, says Yonhap.", "yonhap"),
    ("en", "Citing the Interfax agency, the paper wrote that the harbour is shut.", "interfax"),
    ("en", "A dispatch from Xinhua said the harbour is shut.", "xinhua"),
    ("en", "The harbour is shut (Reuters reports), and nobody knows why.", "reuters"),
    ("de", "Der Hafen ist zu, schreibt die Agentur Interfax.", "interfax"),
    ("de", "Der Hafen ist laut dpa geschlossen.", "dpa"),
    ("de", "Wie die dpa unter Berufung auf die Wache meldet, ist der Hafen zu.", "dpa"),
    ("de", "Das sagte sie der Deutschen Presse-Agentur am Montag.", "dpa"),
    ("de", "Nach dpa-Informationen ist der Hafen zu.", "dpa"),
    ("de", "Der Nachrichtenagentur AFP zufolge ist der Hafen zu.", "afp"),
    ("de", "Reuters zufolge ist der Hafen zu.", "reuters"),
    ("de", "Gegenüber der Nachrichtenagentur Reuters sagte sie, der Hafen sei zu.", "reuters"),
    ("fr", "Selon l'agence Reuters, le port est fermé.", "reuters"),
    ("fr", "Le port est fermé, a appris l'AFP de source portuaire.", "afp"),
    ("fr", "Le port est fermé, a-t-elle déclaré à l'AFP.", "afp"),
    ("fr", "D'après l'agence de presse Xinhua, le port est fermé.", "xinhua"),
    ("fr", "Interrogée par l'AFP, elle a parlé d'un port fermé.", "afp"),
    ("fr", "Le port est fermé, rapporte l'agence Belga.", "belga"),
    ("fr", "Le port est fermé, a constaté un journaliste de l'AFP.", "afp"),
    ("es", "Según EFE, el puerto está cerrado.", "efe"),
    ("es", "El puerto está cerrado, informó la agencia Télam.", "telam"),
    ("es", "El puerto está cerrado, de acuerdo con la agencia AP.", "ap"),
    ("es", "«Está cerrado», dijo a Efe la alcaldesa.", "efe"),
    ("es", "El puerto, según ha podido saber Europa Press, está cerrado.", "europapress"),
    ("es", "En declaraciones a Europa Press, la alcaldesa lo confirmó.", "europapress"),
    ("es", "Así lo informó la agencia estatal Xinhua.", "xinhua"),
    ("pt", "Segundo a Lusa, o porto está fechado.", "lusa"),
    ("pt", "O porto está fechado, disse à Lusa a presidente da câmara.", "lusa"),
    ("pt", "De acordo com a agência Reuters, o porto está fechado.", "reuters"),
    ("pt", "Em declarações à agência Lusa, a autarca confirmou.", "lusa"),
    ("pt", "Conforme a AFP, o porto está fechado.", "afp"),
    ("pt", "O porto está fechado, noticiou a agência Angop.", "angop"),
    ("it", "Il porto è chiuso, riferisce l'ANSA.", "ansa"),
    ("it", "Secondo l'agenzia Ansa, il porto è chiuso.", "ansa"),
    ("it", "Il porto è chiuso, ha detto la sindaca all'Adnkronos.", "adnkronos"),
    ("it", "Stando a quanto riporta la Tass, il porto è chiuso.", "tass"),
    ("it", "Lo ha appreso l'ANSA da fonti del porto.", "ansa"),
    ("it", "Il porto è chiuso, dixit ANSA.", "ansa"),
    ("pl", "Według PAP port jest zamknięty.", "pap"),
    ("pl", "Port jest zamknięty, poinformowała agencja Reutera.", "reuters"),
    ("pl", "Jak podała Polska Agencja Prasowa, port jest zamknięty.", "pap"),
    ("pl", "Port jest zamknięty – powiedziała PAP burmistrz.", "pap"),
    ("pl", "Cytowana przez agencję Interfax burmistrz to potwierdziła.", "interfax"),
    ("nl", "Volgens persbureau Reuters is de haven dicht.", "reuters"),
    ("nl", "Dat meldt het persbureau ANP.", "anp"),
    ("nl", "De haven is dicht, zegt de burgemeester tegen persbureau Belga.", "belga"),
    ("nl", "De haven is dicht, aldus persbureau AFP.", "afp"),
    ("sv", "Hamnen är stängd, rapporterar Reuters.", "reuters"),
    ("sv", "Enligt nyhetsbyrån AFP är hamnen stängd.", "afp"),
    ("sv", "Hamnen är stängd, säger hon till TT.", "tt"),
    ("sv", "Det uppger nyhetsbyrån Interfax.", "interfax"),
    ("da", "Ifølge Ritzau er havnen lukket.", "ritzau"),
    ("da", "Det skriver nyhedsbureauet Reuters.", "reuters"),
    ("da", "Havnen er lukket, oplyser politiet til Ritzau.", "ritzau"),
    ("no", "Havnen er stengt, melder nyhetsbyrået AFP.", "afp"),
    ("no", "Det skriver NTB.", "ntb"),
    ("no", "Havnen er stengt, sier hun til NTB.", "ntb"),
    ("fi", "Uutistoimisto Reutersin mukaan satama on suljettu.", "reuters"),
    ("fi", "Asiasta kertoo uutistoimisto AFP.", "afp"),
    ("fi", "Satama on suljettu, kertoo STT.", "stt"),
    ("cs", "Podle agentury Reuters je přístav zavřený.", "reuters"),
    ("cs", "Přístav je zavřený, řekla ČTK starostka.", "ctk"),
    ("cs", "Informovala o tom agentura AFP.", "afp"),
    ("sk", "Podľa agentúry TASR je prístav zatvorený.", "tasr"),
    ("sk", "Prístav je zatvorený, informuje agentúra Reuters.", "reuters"),
    ("hu", "A Reuters szerint a kikötő zárva van.", "reuters"),
    ("hu", "A kikötő zárva van – közölte az MTI.", "mti"),
    ("hu", "A polgármester az MTI-nek elmondta, hogy a kikötő zárva van.", "mti"),
    ("ro", "Potrivit Agerpres, portul este închis.", "agerpres"),
    ("ro", "Portul este închis, relatează Reuters.", "reuters"),
    ("ro", "Portul este închis, transmite agenția AFP, citată de presă.", "afp"),
    ("tr", "Reuters'a göre liman kapalı.", "reuters"),
    ("tr", "AFP'nin haberine göre liman kapalı.", "afp"),
    ("tr", "Anadolu Ajansı'nın aktardığına göre liman kapalı.", "aa"),
    ("tr", "Başkan, AA muhabirine limanın kapalı olduğunu söyledi.", "aa"),
    ("tr", "Liman kapalı, Reuters bildirdi.", "reuters"),
    ("ru", "Порт закрыт, сообщило агентство Рейтер.", "reuters"),
    ("ru", "Порт закрыт, передает ТАСС со ссылкой на мэрию.", "tass"),
    ("ru", "По информации РИА Новости, порт закрыт.", "ria"),
    ("ru", "Как стало известно Интерфаксу, порт закрыт.", "interfax"),
    ("ru", "Мэр рассказала ТАСС, что порт закрыт.", "tass"),
    ("ru", "Порт закрыт, сообщили РИА Новости в мэрии.", "ria"),
    ("ru", "Порт закрыт, — приводит её слова Интерфакс.", "interfax"),
    ("uk", "Порт закрито, повідомляє Укрінформ.", "ukrinform"),
    ("uk", "Про це йдеться у повідомленні Reuters.", "reuters"),
    ("uk", "Порт закрито, передає Укрінформ з посиланням на мерію.", "ukrinform"),
    ("uk", "За даними агенції Reuters, порт закрито.", "reuters"),
    ("bg", "Пристанището е затворено, съобщава Ройтерс.", "reuters"),
    ("bg", "Според АФП пристанището е затворено.", "afp"),
    ("bg", "Това каза кметът пред БТА.", "bta_bg"),
    ("sr", "Лука је затворена, јавља Танјуг.", "tanjug"),
    ("sr", "Luka je zatvorena, prenosi Tanjug.", "tanjug"),
    ("hr", "Luka je zatvorena, javlja Reuters.", "reuters"),
    ("hr", "Kako prenosi agencija Hina, luka je zatvorena.", "hina"),
    ("el", "Το λιμάνι είναι κλειστό, σύμφωνα με το Reuters.", "reuters"),
    ("el", "Όπως μεταδίδει το ΑΠΕ-ΜΠΕ, το λιμάνι είναι κλειστό.", "ana_mpa"),
    ("ar", "وقالت وكالة الأنباء السعودية إن الميناء مغلق.", "spa"),
    ("ar", "وبحسب وكالة فرانس برس فإن الميناء مغلق.", "afp"),
    ("ar", "وأوضحت العمدة لوكالة الأناضول أن الميناء مغلق.", "aa"),
    ("ar", "الميناء مغلق، وفق ما نقلته وكالة تاس.", "tass"),
    ("ar", "وأضافت في تصريح لـ«رويترز» أن الميناء مغلق.", "reuters"),
    ("ar", "الميناء مغلق، وفقا لرويترز.", "reuters"),
    ("fa", "به نوشته خبرگزاری رویترز، بندر بسته است.", "reuters"),
    ("fa", "رویترز گزارش داد که بندر بسته است.", "reuters"),
    ("fa", "خبرگزاری فرانسه به نقل از شهردار نوشت بندر بسته است.", "afp"),
    ("fa", "بر اساس گزارش ایسنا بندر بسته است.", "isna"),
    ("fa", "شهردار در گفت‌وگو با ایرنا گفت بندر بسته است.", "irna"),
    ("ur", "رائٹرز کے مطابق بندرگاہ بند ہے۔", "reuters"),
    ("ur", "خبر رساں ادارے اے ایف پی کے مطابق بندرگاہ بند ہے۔", "afp"),
    ("ur", "اے ایف پی نے بتایا کہ بندرگاہ بند ہے۔", "afp"),
    ("ur", "میئر نے رائٹرز کو بتایا کہ بندرگاہ بند ہے۔", "reuters"),
    ("ur", "برطانوی خبررساں ایجنسی رائٹرز کی رپورٹ کے مطابق بندرگاہ بند ہے۔", "reuters"),
    ("ur", "غیر ملکی خبر ایجنسی شنہوا نے کہا کہ بندرگاہ بند ہے۔", "xinhua"),
    ("hi", "पीटीआई के अनुसार बंदरगाह बंद है।", "pti"),
    ("hi", "समाचार एजेंसी एएनआई ने बताया कि बंदरगाह बंद है।", "ani"),
    ("zh", "据法新社消息，港口已经关闭。", "afp"),
    ("zh", "路透社援引市长的话说，港口已经关闭。", "reuters"),
    ("zh", "市长对美联社表示，港口已经关闭。", "ap"),
    ("zh", "韩联社称，港口已经关闭。", "yonhap"),
    ("zh", "另据德新社报道，港口已经关闭。", "dpa"),
    ("zh", "据伊通社报道，港口已经关闭。", "irna"),
    ("ja", "ロイター通信が伝えたところによると、港は閉鎖された。", "reuters"),
    ("ja", "港は閉鎖されたと、AFP通信が報じた。", "afp"),
    ("ja", "タス通信は3日、港が閉鎖されたと伝えた。", "tass"),
    ("ja", "市長は共同通信の取材に対し、港は閉鎖と話した。", "kyodo"),
    ("ja", "新華社電によると、港は閉鎖された。", "xinhua"),
    ("ko", "로이터통신은 3일 항구가 닫혔다고 보도했다.", "reuters"),
    ("ko", "시장은 연합뉴스와의 통화에서 항구가 닫혔다고 말했다.", "yonhap"),
    ("ko", "AFP통신에 따르면 항구가 닫혔다.", "afp"),
    ("ko", "항구가 닫혔다고 신화통신이 전했다.", "xinhua"),
    ("vi", "Theo Reuters, cảng đã đóng cửa.", "reuters"),
    ("vi", "Hãng thông tấn AFP đưa tin cảng đã đóng cửa.", "afp"),
    ("vi", "Theo TTXVN, cảng đã đóng cửa.", "vna"),
    ("id", "Menurut Reuters, pelabuhan ditutup.", "reuters"),
    ("id", "Pelabuhan ditutup, demikian dilaporkan kantor berita Antara.", "antara"),
    ("id", "Dikutip dari AFP, pelabuhan ditutup.", "afp"),
    ("ms", "Pelabuhan ditutup, lapor Bernama.", "bernama"),
    ("th", "สำนักข่าวรอยเตอร์รายงานว่า ท่าเรือปิด", "reuters"),
]  # fmt: skip

LEADS = {
    "ar": "هطل المطر طوال اليوم على البلدة القديمة ولم يخرج أحد من بيته. ", "fa": "تمام روز باران بارید و کسی از خانه بیرون نرفت. ",
    "ur": "سارا دن بارش ہوتی رہی اور کوئی گھر سے نہ نکلا۔ ", "hi": "दिन भर बारिश हुई और कोई घर से नहीं निकला। ",
    "zh": "整天下雨，没有人出门，街上空无一人。", "ja": "一日中雨が降り、誰も家を出なかった。", "ko": "하루 종일 비가 내려 아무도 집을 나서지 않았다. ",
    "ru": "Весь день шёл дождь, и никто не выходил из дома. ", "uk": "Весь день ішов дощ, і ніхто не виходив з дому. ",
    "bg": "Цял ден валя дъжд и никой не излезе навън. ", "th": "ฝนตกทั้งวันและไม่มีใครออกจากบ้าน ",
}  # fmt: skip
LEAD = "Rain fell on the old town all day, and nobody who could stay in left the house. "

# The closing or dateline of a whole text.
ENDS = [
    ("ur", "بندرگاہ آج بھی بند رہی اور ملاح گھروں میں رہے۔ (رائٹرز)", "reuters"),
    ("ur", "بندرگاہ آج بھی بند رہی اور ملاح گھروں میں رہے۔ (اے ایف پی)", "afp"),
    ("ur", "بندرگاہ آج بھی بند رہی اور ملاح گھروں میں رہے۔\nبشکریہ: رائٹرز", "reuters"),
    ("ur", "لندن (اے ایف پی) بندرگاہ آج بھی بند رہی اور ملاح گھروں میں رہے۔ موسم بدستور خراب ہے۔", "afp"),
    ("ur", "لندن۔3مارچ (اے پی پی):بندرگاہ آج بھی بند رہی اور ملاح گھروں میں رہے۔ موسم بدستور خراب ہے۔", "app"),
    ("fa", "بندر امروز هم بسته ماند و ملوانان در خانه ماندند. (ایرنا)", "irna"),
    ("fa", "بندر امروز هم بسته ماند و ملوانان در خانه ماندند.\nمنبع: رویترز", "reuters"),
    ("fa", "تهران - ایرنا - بندر امروز هم بسته ماند و ملوانان در خانه ماندند و کسی به دریا نرفت.", "irna"),
    ("ar", "بقي الميناء مغلقا اليوم وبقي البحارة في بيوتهم. (رويترز)", "reuters"),
    ("ar", "بقي الميناء مغلقا اليوم وبقي البحارة في بيوتهم.\n(أ ف ب)", "afp"),
    ("ar", "بيروت - رويترز: بقي الميناء مغلقا اليوم وبقي البحارة في بيوتهم ولم يخرج أحد إلى البحر.", "reuters"),
    ("ar", "دمشق-سانا\nبقي الميناء مغلقا اليوم وبقي البحارة في بيوتهم ولم يخرج أحد إلى البحر.", "sana"),
    ("ar", "بقي الميناء مغلقا اليوم وبقي البحارة في بيوتهم.\nالمصدر: وكالة الأناضول", "aa"),
    ("zh", "港口今天仍然关闭，水手们都待在家里。（新华社）", "xinhua"),
    ("zh", "港口今天仍然关闭，水手们都待在家里。\n来源：中新网", "cns_china"),
    ("zh", "中新社北京3月3日电 港口今天仍然关闭，水手们都待在家里，没有人出海。", "cns_china"),
    ("zh", "（路透社伦敦3日电）港口今天仍然关闭，水手们都待在家里，没有人出海。", "reuters"),
    ("zh", "【法新社巴黎3日電】港口今天仍然關閉，水手們都待在家裡，沒有人出海。", "afp"),
    ("ja", "【ロンドン＝共同】港は今日も閉鎖され、船員たちは家で過ごした。海に出た者はいなかった。", "kyodo"),
    ("ja", "［ロンドン　３日　ロイター］ - 港は今日も閉鎖され、船員たちは家で過ごした。", "reuters"),
    ("ja", "港は今日も閉鎖され、船員たちは家で過ごした。（時事）", "jiji"),
    ("ja", "港は今日も閉鎖され、船員たちは家で過ごした。(c)AFP", "afp"),
    ("ko", "(서울=연합뉴스) 김수 기자 = 항구는 오늘도 닫혔고 선원들은 집에 머물렀다.", "yonhap"),
    ("ko", "[런던=AP/뉴시스] 항구는 오늘도 닫혔고 선원들은 집에 머물렀다. 바다에 나간 이는 없었다.", "newsis"),
    ("ko", "항구는 오늘도 닫혔고 선원들은 집에 머물렀다. (로이터)", "reuters"),
    ("ru", "МОСКВА, 3 марта. /ТАСС/. Порт и сегодня закрыт, моряки сидят дома и в море не выходят.", "tass"),
    ("ru", "Порт и сегодня закрыт, моряки сидят дома. (Интерфакс)", "interfax"),
    ("ru", "Порт и сегодня закрыт, моряки сидят дома.\nИсточник: РИА Новости", "ria"),
    ("uk", "КИЇВ. 3 березня. УНН. Порт і сьогодні закрито, моряки сидять удома й у море не виходять.", "unn"),
    ("uk", "Порт і сьогодні закрито, моряки сидять удома.\nДжерело: Укрінформ", "ukrinform"),
    ("de", "Der Hafen blieb auch heute zu, die Matrosen blieben daheim. (APA, 3.3.2024)", "apa_at"),
    ("de", "Der Hafen blieb auch heute zu, die Matrosen blieben daheim.\n(Quelle: dpa)", "dpa"),
    ("fr", "Le port est resté fermé, les marins sont restés chez eux.\n(AFP)", "afp"),
    ("es", "El puerto siguió cerrado y los marineros se quedaron en casa. EFE", "efe"),
    ("it", "Il porto è rimasto chiuso e i marinai sono rimasti a casa. (ANSA).", "ansa"),
    ("pl", "Port nadal jest zamknięty, a marynarze zostali w domach. (PAP)", "pap"),
    ("tr", "Liman bugün de kapalı kaldı, denizciler evde kaldı.\nKaynak: AA", "aa"),
    ("en", "Harbour at Osk shut, seamen stay at home - Reuters\n\nThe harbour was shut again today and the seamen stayed at home.", "reuters"),
    ("en", "The harbour was shut again today and the seamen stayed at home.\n\nreuters", "reuters"),
    ("en", "The harbour was shut again today and the seamen stayed at home. (afp)", "afp"),
]  # fmt: skip

NOTHING = [
    ("en", "The AP class of 2012 met in the old harbour."),
    ("en", "AP Moller runs the harbour and its cranes."),
    ("en", "A.P. Moller-Maersk runs the harbour and its cranes."),
    ("en", "He passed the AP exam in history, according to his teacher."),
    ("en", "The app sends a report when the harbour shuts."),
    ("en", "The map shows, according to sailors, where the harbour was."),
    ("en", "The pa of the mayor reports to the harbour master."),
    ("en", "His ma and pa said the harbour was shut."),
    ("en", "According to the trend of last year, the harbour will shut."),
    ("en", "The mayor told beta testers that the harbour is shut."),
    ("en", "Per capita the harbour earns more than the town."),
    ("en", "Thomson Reuters shares fell after the harbour shut."),
    ("en", "Photo: Reuters. The harbour at dusk."),
    ("en", "The harbour at dusk (AP Photo/Jane Doe)."),
    ("en", "The harbour at dusk. Jane Doe/AFP via Getty Images"),
    ("en", "A Reuters/Ipsos poll found the harbour popular."),
    ("en", "The International Atomic Energy Agency said the harbour is clean."),
    ("en", "The harbour agency said the news was bad."),
    ("en", "Petra Holm told her sister that the harbour is shut."),
    ("en", "Lana said she would report to the harbour."),
    ("en", "Nova Scotia reports a shut harbour."),
    ("en", "Saba says the harbour of the island is shut."),
    ("en", "Mina reports to the harbour master every day."),
    ("en", "The Sputnik V vaccine was landed in the harbour."),
    ("en", "Hina, according to Maori tales, made the harbour."),
    ("en", "Andina told them the harbour is shut."),
    ("en", "Belga said the bank would buy the harbour."),
    ("en", "The Bloomberg Terminal shows the harbour's debts."),
    ("en", "Michael Bloomberg says the harbour should be sold."),
    ("en", "Follow Reuters on Twitter for more about the harbour."),
    ("en", "It was online, according to the harbour master."),
    ("en", "She told TT racers that the harbour road is shut."),
    ("en", "Anna told dad that, as mum reports, the harbour is shut."),
    ("en", "sana reports to the harbour master, and so does fars."),
    ("en", "Dow Jones Industrial Average fell as the harbour shut."),
    ("de", "Laut Petra ist der Hafen zu."),
    ("de", "Foto: dpa. Der Hafen am Abend."),
    ("de", "Nach Angaben der Polizei ist der Hafen zu."),
    ("de", "Wie Nova sagte, ist der Hafen zu."),
    ("de", "Laut Trend der letzten Jahre schrumpft der Hafen."),
    ("de", "Die Agentur für Arbeit meldet einen vollen Hafen."),
    ("fr", "Selon la carte, le port est au nord."),
    ("fr", "Photo AFP. Le port au soir."),
    ("fr", "D'après Petra, le port est fermé."),
    ("fr", "L'agence du port a déclaré la fermeture."),
    ("es", "Según Andina, mi hermana, el puerto está cerrado."),
    ("es", "Foto: EFE. El puerto al atardecer."),
    ("es", "La agencia tributaria informó del cierre del puerto."),
    ("es", "Según la ley, el puerto está cerrado."),
    ("pt", "Segundo a lei, o porto está fechado."),
    ("pt", "A língua lusa, segundo os poetas, é bela."),
    ("it", "Secondo Petra, il porto è chiuso."),
    ("it", "Una nova, secondo gli astronomi, brilla sul porto."),
    ("pl", "Według prawa port jest zamknięty."),
    ("nl", "Volgens de burgemeester is de haven dicht."),
    ("sv", "Enligt lagen är hamnen stängd."),
    ("sv", "TT-loppet går förbi hamnen, säger hon."),
    ("tr", "Belediyeye göre liman kapalı."),
    ("ru", "По данным полиции, порт закрыт."),
    ("ru", "Фото: РИА Новости. Порт вечером."),
    ("ru", "Звезда сообщила поклонникам, что порт закрыт."),
    ("ru", "Агентство по туризму сообщило, что порт закрыт."),
    ("ru", "По словам тренера, тренд на победы сохранится."),
    ("uk", "За даними поліції, порт закрито."),
    ("ar", "وقالت وفاء إن الميناء مغلق."),
    ("ar", "صورة: رويترز. الميناء مساء."),
    ("ar", "وذكرت الشرطة أن الميناء مغلق."),
    ("ar", "وقال معا سنفتح الميناء."),
    ("fa", "به گزارش پلیس، بندر بسته است."),
    ("fa", "در ماه مهر بندر بسته بود، او گفت."),
    ("fa", "استان فارس اعلام کرد بندر بسته است."),
    ("ur", "پولیس کے مطابق بندرگاہ بند ہے۔"),
    ("ur", "آن لائن خریداری کے مطابق مچھلی مہنگی ہے۔"),
    ("hi", "पुलिस के अनुसार बंदरगाह बंद है।"),
    ("hi", "हिंदी भाषा के अनुसार यह शब्द पुराना है।"),
    ("zh", "据警方消息，港口已经关闭。"),
    ("zh", "双方共同表示，港口已经关闭。"),
    ("zh", "图片来源：新华社"),
    ("ja", "警察によると、港は閉鎖された。"),
    ("ja", "市と県が共同で発表した。"),
    ("ja", "写真：ロイター"),
    ("ko", "경찰에 따르면 항구가 닫혔다."),
    ("id", "Antara pelabuhan dan kota, menurut polisi, jalan ditutup."),
    ("vi", "Theo cảnh sát, cảng đã đóng cửa."),
    ("fi", "Poliisin mukaan satama on suljettu."),
    ("hu", "A rendőrség szerint a kikötő zárva van."),
    ("cs", "Podle policie je přístav zavřený."),
    ("el", "Σύμφωνα με την αστυνομία, το λιμάνι είναι κλειστό."),
]  # fmt: skip


def inside(language: str, sentence: str) -> str:
    """The sentence deep in a text, where no custom of place helps."""
    lead = LEADS.get(language, LEAD)
    much = lead * (ENDS_REACH // len(lead) + 1)
    return f"{much}{sentence} {much}"


def agencies(text: str, language: str | None = None) -> set[str | None]:
    return {
        credit.agency for credit in article_credits(text, language=language, catalogue=BOOK) if credit.kind != "self"
    }


def ids(rows: list[tuple[str, ...]]) -> list[str]:
    return [f"{row[0]}-{number}" for number, row in enumerate(rows)]


@pytest.mark.parametrize(("language", "sentence", "agency"), INSIDE, ids=ids(INSIDE))
def test_a_sentence_that_names_its_source_is_a_credit_whether_the_language_is_known_or_not(language, sentence, agency):
    text = inside(language, sentence)
    assert agencies(text, language) == agencies(text) == {agency}
    for credit in article_credits(text, language=language, catalogue=BOOK):
        assert text[credit.start : credit.end].strip() == text[credit.start : credit.end]
        assert credit.start <= credit.name_start < credit.name_end <= credit.end


@pytest.mark.parametrize(("language", "text", "agency"), ENDS, ids=ids(ENDS))
def test_a_closing_or_dateline_is_a_credit_of_the_story(language, text, agency):
    found = article_credits(text, language=language, catalogue=BOOK)
    assert agency in {
        credit.agency for credit in found if credit.scope == "story" and credit.kind in ("credit", "relay")
    }


NOT_YET = {  # words that would tell these from "told AFP that" and "Según EFE" are not known
    "She told TT racers that the harbour road is shut.",
    "Según Andina, mi hermana, el puerto está cerrado.",
}
LOOKS = [
    pytest.param(language, text, marks=pytest.mark.xfail(strict=True) if text in NOT_YET else ())
    for language, text in NOTHING
]


@pytest.mark.parametrize(("language", "sentence"), LOOKS, ids=ids(NOTHING))
def test_what_only_looks_like_a_credit_is_none(language, sentence):
    assert agencies(inside(language, sentence), language) == agencies(inside(language, sentence)) == set()


def test_the_outlets_own_name_in_a_sentence_is_no_source():
    text = inside("de", "Der Hafen ist laut dpa geschlossen.")
    assert [c.kind for c in article_credits(text, outlet="dpa", url="https://www.dpa.com/de/1", catalogue=BOOK)] == [
        "self"
    ]


def test_a_photo_line_beside_such_words_stays_one():
    assert agencies(inside("fr", "Photo: AFP. Le port.")) == set()
    assert agencies(inside("pl", "Fot. PAP/Jan Nowak")) == set()


def test_thirty_languages_are_in_the_table_of_sentences():
    assert len({language for language, _, _ in INSIDE}) >= 30
    assert (len(INSIDE) + len(ENDS), len(NOTHING)) == (184, 88)


@pytest.mark.parametrize(
    "piece", ["laut Reuters ", "säger till TT ", "据新华社", "لرويترز وفقا ", "afp ", "agencia de agencia "]
)
def test_hostile_text_costs_linear_time(piece):
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        article_credits(text, catalogue=BOOK)
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(6_000) < 12 * seconds(1_000) + 0.2
