"""Invented articles for the tests of passages: two reports of one event by two hands, with a place for a clause."""

FERRY = (
    "SELMOUTH -- Ferry crews in Selmouth walked off the job on Monday, stranding hundreds of commuters on both sides "
    "of the estuary. The harbour authority promised to keep one boat running for ambulances. Union leader Petra "
    "Lindqvist accused it of breaking its word on night shifts. {} Fishermen offered rides in open boats for a few "
    "coins, and the only bakery had no bread left by noon. Transport Minister Ilan Dorvey ruled out an intervention "
    "before the weekend.",
    "The walkout that has paralysed the port of Selmouth is in its third day. Buses along the coast road were packed "
    "while vessels lay tied up at the quay. {} Ilan Dorvey, the transport minister, has met the harbour authority and "
    "the union, whose leader, Petra Lindqvist, insists that her members are tired of nights without pay. Hotel owners "
    "reported cancelled bookings. More talks are planned.",
)
CUP = (
    "Tarnow Rovers reached the cup final for the first time in thirty years after a late header by Jonas Abara. {} The "
    "winger, 19, had come on as a substitute. Supporters stayed in the rain long after the whistle. Coach Mirela Voss "
    "praised the patience of her side, which meets Callum Town next month.",
    "A goal in stoppage time by teenager Jonas Abara sent Tarnow Rovers through on Saturday. Rovers had defended for "
    "most of the evening. {} Mirela Voss, their coach, hugged every player. Callum Town, winners of the other "
    "semi-final, will be the opponents in a sold-out stadium.",
)
ONE_CLAUSE = "against a backdrop of rusting hulls, unpaid pensions and mounting distrust along the shore"
LONG = (
    "The crews, many of them grandchildren of the smugglers who dug the first canal by lantern light, keep their own "
    "calendar of grievances, painted in red lead on the wall of a shuttered cannery, and nobody in living memory has "
    "dared to whitewash a single line of it"
)
COPIED = {
    "a distinctive clause of twelve words": (FERRY, ONE_CLAUSE + "."),
    "eight distinctive words": (FERRY, "Boilers here predate zippers, penicillin and sliced bread."),
    "nine distinctive words": (FERRY, "Gulls circled the idle gangways like creditors awaiting bankruptcy."),
    "forty words and more": (FERRY, LONG + "."),
    "a quotation": (
        FERRY,
        "“We were promised lifeboats and they sent us brochures about lifeboats,” a stoker shouted.",
    ),
    "another topic": (
        CUP,
        "It was a finish that rewarded stubbornness over elegance and left grown men weeping into scarves.",
    ),
    "no names at all": (
        CUP,
        "the crossbar rattled twice before fortune finally blinked and the mud swallowed every tackle",
    ),
    "a clause around names": (
        FERRY,
        "amid deepening mistrust between dockside families and absentee shipowners in Selmouth",
    ),
    "Spanish": (
        (
            "Los tripulantes de Puerto Brisa abandonaron sus barcos el lunes. {} El alcalde pidió calma.",
            "La huelga de Puerto Brisa cumple tres días. {} Los vecinos viajan en autobús por la costa.",
        ),
        "bajo un cielo de gaviotas hambrientas, cascos oxidados y promesas que nadie piensa cumplir",
    ),
    "German": (
        (
            "Die Fährleute von Nordhaven legten am Montag die Arbeit nieder. {} Die Stadt bat um Geduld.",
            "Der Ausstand in Nordhaven dauert an. {} Viele Pendler nehmen nun den Bus an der Küste.",
        ),
        "zwischen verrosteten Kesseln, gebrochenen Zusagen und wachsendem Misstrauen am Ufer der Mündung",
    ),
    "Russian": (
        (
            "Паромщики Североморска прекратили работу в понедельник. {} Мэр призвал к спокойствию.",
            "Забастовка в порту продолжается третий день. {} Жители добираются автобусом вдоль берега.",
        ),
        "на фоне ржавых бортов, невыплаченных пенсий и растущего недоверия между берегом и начальством",
    ),
    "Arabic": (
        (
            "توقف بحارة العبارات في ميناء الزهراء عن العمل صباح الاثنين. {} ودعا العمدة إلى الهدوء.",
            "دخل إضراب ميناء الزهراء يومه الثالث. {} ويستقل السكان الحافلات على طريق الساحل.",
        ),
        "وسط هياكل صدئة ومعاشات لم تدفع وشكوك متزايدة بين عائلات الصيادين وأصحاب السفن الغائبين",
    ),
    "Urdu": (
        (
            "ساحل نگر میں کشتی رانوں نے پیر کو کام چھوڑ دیا۔ {} میئر نے صبر کی اپیل کی۔",
            "بندرگاہ کی ہڑتال تیسرے دن بھی جاری رہی۔ {} لوگ بسوں میں سفر کر رہے ہیں۔",
        ),
        "زنگ آلود جہازوں، رکی ہوئی پنشنوں اور ماہی گیر خاندانوں میں بڑھتی ہوئی بداعتمادی کے سائے میں",
    ),
    "Chinese": (
        (
            "青湾港的渡轮船员周一停工。{}市长呼吁冷静。",
            "青湾港的停工进入第三天。{}居民沿海岸乘坐巴士。",
        ),
        "锈迹斑斑的船壳和迟迟未发的养老金让码头世家对远居城里的船东越发不信任",
    ),
}
STOCK = {
    "an attribution": (
        FERRY,
        "Transport Minister Ilan Dorvey told reporters in Selmouth on Wednesday that more was needed.",
    ),
    "a statement on a weekday": (FERRY, "In a statement on Tuesday, the union said it was ready for talks."),
    "anonymity": (
        FERRY,
        "The official spoke on condition of anonymity because he was not authorized to speak to the media.",
    ),
    "no comment": (FERRY, "The harbour authority did not immediately respond to a request for comment on Tuesday."),
    "names and titles": (
        FERRY,
        "Transport Minister Ilan Dorvey and union leader Petra Lindqvist met the harbour authority.",
    ),
    "a long name": (
        FERRY,
        "Petra Lindqvist, leader of the Ferry Crews and Harbour Workers Union of Selmouth, said on Monday",
    ),
    "dates and times": (CUP, "from 8 a.m. on Monday, January 17, until 6 p.m. on Friday, January 21, 2022"),
    "a news conference": (FERRY, "At a news conference in the capital on Thursday, the minister said that he would"),
    "words of the topic": (FERRY, "The union and the harbour authority would meet again in Selmouth."),
    "a score line": (CUP, "Tarnow Rovers 1, Callum Town 0; Tarnow Rovers 2, Callum Town 2; Tarnow Rovers 3"),
    "English grammar": (CUP, "It is one of the things that we have been able to do for all of them."),
    "Spanish attribution": (COPIED["Spanish"][0], "dijo el ministro a periodistas en una rueda de prensa el miércoles"),
    "Russian attribution": (
        COPIED["Russian"][0],
        "заявил журналистам в среду министр транспорта Илан Дорви на пресс-конференции в Москве",
    ),
    "Arabic attribution": (COPIED["Arabic"][0], "وقال وزير الخارجية في مؤتمر صحفي يوم الأربعاء إن"),
    "Urdu attribution": (COPIED["Urdu"][0], "وزیر اعظم نے بدھ کے روز میڈیا سے گفتگو کرتے ہوئے کہا کہ"),
    "Chinese attribution": (COPIED["Chinese"][0], "外交部发言人星期三在记者会上表示"),
}


def pair(case):
    """The two articles of a case, the clause in both."""
    (left, right), clause = case
    return [left.format(clause), right.format(clause)]
