"""One clause in two articles that tell different stories: longer, shorter, changed, wrapped, in other languages."""

from tests.perturbed.case import CREDIT_LIKE, OBTAINED, Case, Shared, Unseen, credit, flow, tight, wrapped

AT_A_DATELINE = Case(
    name="clause, credit at a dateline",
    teaches="the credited side names its agency in the dateline; the other side, weeks later, credits nobody",
    articles={
        "herring.txt": flow("""
            NORHAVN, Feb. 4 (AFP) - Ulmia and Norvane will talk about herring again after a winter in which no trawler
            left port without a gunboat, both governments said on Sunday.

            Fisheries Minister Halle Strand of Norvane spoke by telephone with her Ulmian counterpart, Orrin Bask, for
            forty minutes. The line was bad and they are said to have liked it that way.

            Relations soured in 2018, when a Norvanian cutter was towed into harbour with a hole below the waterline
            and a cargo nobody would claim. Ulmia has since closed nine of its fourteen landing stages.

            The quota that both fleets once shared stood at 61,000 tonnes. Strand said on Sunday she would bring a
            chart, a sharp pencil and no lawyers.
        """),
        "election.txt": flow("""
            Voters in Norvane go to the polls in a fortnight with the price of fish on every poster and the name of
            Halle Strand, the fisheries minister, on most of them.

            Her party trails by six points. At a rally in the ropeworks she promised cheap ice, and threw some.

            Older voters remember how the boat they had towed into harbour with a hole below the waterline and a cargo
            nobody would claim became a song, then a stamp, and at last a reason to vote against Ulmia on principle.

            The opposition wants an inquiry into the closed landing stages. Its leader, Tove Ravn, has never been to
            sea and says so, which has cost her nothing so far.
        """),
    },
    credits={"herring.txt": (credit("afp", "(AFP)", "AFP"),)},
    shared=(
        Shared(
            "election.txt",
            "herring.txt",
            "towed into harbour with a hole below the waterline and a cargo nobody would claim",
            "towed into harbour with a hole below the waterline and a cargo nobody would claim",
        ),
    ),
    unseen=(Unseen("afp", ("election.txt", "herring.txt")),),
)

ONE_WORD_CHANGED = Case(
    name="clause, one word changed",
    teaches="a house replaces one word in the middle of the clause; the credit stands in a closing bracket",
    articles={
        "tunnel.txt": tight("""
            The two halves of the Monte Ardo tunnel met on Thursday eleven centimetres apart, which engineers on both
            sides of the mountain called a triumph and a carpenter called a step.

            Work began in 2009 and was halted twice, once for want of money and once for bats.

            The tunnel is meant to relieve a pass road hemmed in by crumbling limestone, abandoned customs sheds and
            the longest queue of lorries in the Alps. Tolls have yet to be fixed.

            Regional governor Elio Martanesi drank from a helmet and declared the mountain defeated. (ANSA)
        """),
        "chestnuts.txt": flow("""
            The chestnut harvest above Ardo has failed for the third year running, and this time the trees are not to
            blame.

            Pickers could not reach the groves in October, growers said, because the only way up was hemmed in by
            crumbling limestone, deserted customs sheds and the longest queue of lorries in the Alps; some turned
            back with empty baskets after five hours.

            "My grandmother walked it in two," said grower Pia Dellavento, who has sold her second mule.

            Governor Elio Martanesi has offered a helicopter for the old and the influential.
        """),
    },
    credits={"tunnel.txt": (credit("ansa", "(ANSA)", "ANSA"),)},
    shared=(
        Shared(
            "chestnuts.txt",
            "tunnel.txt",
            "hemmed in by crumbling limestone, deserted customs sheds and the longest queue of lorries in the Alps",
            "hemmed in by crumbling limestone, abandoned customs sheds and the longest queue of lorries in the Alps",
        ),
    ),
    unseen=(Unseen("ansa", ("chestnuts.txt", "tunnel.txt")),),
)

OTHER_PUNCTUATION = Case(
    name="clause, other punctuation, hard-wrapped",
    teaches="commas become dashes, and on one side the clause runs across blank lines; the credit is a sign-off",
    articles={
        "glacier.txt": wrapped("""
            Rangers closed the path to the Hollen glacier on Monday after a bridge of ice that had carried walkers
            for thirty summers fell into the stream without a sound.

            Nobody was on it. A school class from Birnau had crossed an hour before and was eating plums on the far
            side, ranger Klemens Auer said.

            The glacier, once a wall of blue ice, a place of pilgrimage for painters and a larder for the inn below,
            has drawn back 1.4 kilometres since it was first measured.

            The class came home by helicopter in four flights. The plums did not.

            dpa contributed to this report
        """),
        "inn.txt": tight("""
            After 112 years the inn at Hollen is to close, and its last landlady has already given away the beds.

            Resi Moosgruber, 78, came up as a kitchen maid and married into the cellar. She says that she would
            have stayed for the sunsets but not for the soup.

            Her guests used to have at their feet a wall of blue ice -- a place of pilgrimage for painters -- and "a
            larder for the inn below". Now there is gravel, and a lake the colour of milk.

            The house belongs to the Alpine club, which is looking for a tenant who can lay pipes.
        """),
    },
    credits={"glacier.txt": (credit("dpa", "dpa contributed to this report", "dpa"),)},
    may_be_furniture={"glacier.txt": ("dpa contributed to this report",)},
    shared=(
        Shared(
            "glacier.txt",
            "inn.txt",
            "a wall of blue ice, a place of pilgrimage for painters\n\nand a larder for the inn below",
            'a wall of blue ice -- a place of pilgrimage for painters -- and "a larder for the inn below',
        ),
    ),
    unseen=(Unseen("dpa", ("glacier.txt", "inn.txt")),),
)

NINE_WORDS = Case(
    name="clause of nine words",
    teaches="nine distinctive words in a row are enough; the credit is a sentence of its own, in other words",
    articles={
        "comet.txt": tight("""
            Astronomers on Mount Iwado have lost the comet they found in March.

            Kyodo News was the first to report the loss.

            The object should have passed the Pleiades on Saturday evening. Instead observers saw clouds, then an
            aircraft, then nothing, according to the duty log.

            The observatory, nicknamed the soup kettle for its dented copper dome, was opened in 1931 and survived an
            earthquake, a flood and a film crew.

            Director Haruko Senda said a comet was free to go where it liked.
        """),
        "roof.txt": flow("""
            A coppersmith from Toyohara has won the contract to mend what the town calls its crown.

            Ichiro Manabe, 66, will have eight months to beat out by hand what visitors on Mount Iwado have long
            nicknamed the soup kettle for its dented copper dome: his father put it on, he says, and was never paid.

            The price has not been made public. Observatory director Haruko Senda only said that it was less than a
            telescope and more than a car.
        """),
    },
    credits={
        "comet.txt": (credit("kyodo", "Kyodo News was the first to report the loss.", "Kyodo News", *CREDIT_LIKE),)
    },
    shared=(
        Shared(
            "comet.txt",
            "roof.txt",
            "nicknamed the soup kettle for its dented copper dome",
            "nicknamed the soup kettle for its dented copper dome",
        ),
    ),
    unseen=(Unseen("kyodo", ("comet.txt", "roof.txt")),),
)

IN_GERMAN = Case(
    name="clause in German",
    teaches="the same with another language and its letters; the credit opens the text",
    articles={
        "faehre.txt": flow("""
            Norderhaven (dpa) - Die Fähre nach Süderoog fährt von Montag an wieder zweimal am Tag. Das teilte die
            Reederei am Freitag mit.

            Das Schiff hatte elf Wochen in der Werft gelegen, weil im Maschinenraum ein Entenpaar brütete.

            Die Insel, auf der mehr Schafe als Briefkästen stehen und der Strom bei Sturm aus alten Traktoren kommt,
            war so lange nur mit dem Postboot zu erreichen. Bürgermeisterin Wiebke Harmsen sprach von einem Sommer
            der Ruhe.
        """),
        "lehrer.txt": tight("""
            Süderoog sucht einen Lehrer, und zwar dringend. Die Schule hat drei Kinder, ein Klavier und seit Ostern
            keinen Stundenplan mehr.

            Bürgermeisterin Wiebke Harmsen hat die Stelle selbst ausgeschrieben. Wer sich bewirbt, solle wissen, heißt
            es darin, dass hier mehr Schafe als Briefkästen stehen und der Strom bei Sturm aus alten Traktoren kommt;
            dafür sei der Weg zur Arbeit kurz.

            Bis jetzt haben sich ein Pensionär und zwei Musiker gemeldet.
        """),
    },
    credits={"faehre.txt": (credit("dpa", "(dpa)", "dpa"),)},
    shared=(
        Shared(
            "faehre.txt",
            "lehrer.txt",
            "mehr Schafe als Briefkästen stehen und der Strom bei Sturm aus alten Traktoren kommt",
            "mehr Schafe als Briefkästen stehen und der Strom bei Sturm aus alten Traktoren kommt",
        ),
    ),
    unseen=(Unseen("dpa", ("faehre.txt", "lehrer.txt")),),
)

IN_RUSSIAN = Case(
    name="clause in Russian",
    teaches="case endings around the name of the agency, and a story sentence in another language",
    articles={
        "most.txt": tight("""
            В городе Верхнелуцке открыли мост, который строили дольше, чем он, по мнению жителей, простоит.

            Об этом сообщает Интерфакс.

            Первым по настилу прошёл духовой оркестр, за ним рота курсантов и коза, хозяина которой не нашли.

            Старый мост, сколоченный из баржевых досок и державшийся на двух якорных цепях и честном слове, унесло
            ледоходом четыре года назад. С тех пор на левый берег ездили через соседнюю область.

            Мэр Арсений Голубцов обещал, что перила покрасят к осени.
        """),
        "yarmarka.txt": flow("""
            Ярмарка мёда в Верхнелуцке впервые за четыре года прошла сразу на обоих берегах.

            Пасечники ещё помнят, как возили бочки по прежнему, бесплатному: весь сколоченный из баржевых досок и
            державшийся на двух якорных цепях и честном слове, он скрипел так, что пчёлы не спали, говорит Евдокия
            Пряхина, продавшая за день сорок килограммов липового.

            Мэр Арсений Голубцов попробовал шесть сортов и ни одного не похвалил, чтобы не обидеть остальных.
        """),
    },
    credits={"most.txt": (credit("interfax", "Об этом сообщает Интерфакс.", "Интерфакс", *CREDIT_LIKE),)},
    shared=(
        Shared(
            "most.txt",
            "yarmarka.txt",
            "сколоченный из баржевых досок и державшийся на двух якорных цепях и честном слове",
            "сколоченный из баржевых досок и державшийся на двух якорных цепях и честном слове",
        ),
    ),
    unseen=(Unseen("interfax", ("most.txt", "yarmarka.txt")),),
)

ON_NEITHER_SIDE = Case(
    name="clause, credit on neither side",
    teaches="a shared clause proves a link, not an agency, and hardly a direct one",
    articles={
        "circus.txt": flow("""
            The Zambrini circus has sold its last elephant and will travel on with dogs, a bear on a pension and
            eleven cousins who can all do the same thing.

            The elephant, Duchess, went to a park near Lake Verre with her keeper and his accordion.

            Founded by a deserter with a borrowed tent and a gift for being liked, the circus has been wintering in
            Ostrel since the border moved. Ringmaster Aldo Zambrini said the tent was never given back.

            The new show opens on Sunday. It has no lions either, but there is a man who used to be bitten by them.
        """),
        "tax.txt": tight("""
            The tax office of Ostrel has agreed to be paid in tickets.

            Under a deal signed on Wednesday, 400 seats at the Zambrini circus will settle three years of arrears,
            city treasurer Magda Plohl said, provided that the show goes on.

            Plohl showed reporters a charter in which her predecessor had described the firm as founded by a deserter
            with a borrowed tent and a gift for being liked. He had put it, she noted, under assets.

            The tickets go to nurses, prison warders and the staff of the tax office, in that order.
        """),
    },
    shared=(
        Shared(
            "circus.txt",
            "tax.txt",
            "founded by a deserter with a borrowed tent and a gift for being liked".capitalize(),
            "founded by a deserter with a borrowed tent and a gift for being liked",
        ),
    ),
    may_join=(Unseen(None, ("circus.txt", "tax.txt")),),
    direct_below=0.5,  # that one of them draws on the other is possible, and may be said, but not as likely
)

TWO_AGENCIES = Case(
    name="long clause, both sides credited to different agencies",
    teaches="agencies that differ do not make one story, whatever is shared; nor does either article draw on the other",
    articles={
        "dam-refill.txt": flow("""
            KIRUVA, Aug 9 (Xinhua) -- The gates of the Kiruva dam were lowered on Friday and the lake behind it began
            to rise for the first time in two years.

            Engineers had emptied it to look for a crack that turned out to be a drawing error, chief engineer Obed
            Manzi said.

            The reservoir, which drowned four villages, a railway station with a celebrated buffet and the better half
            of a eucalyptus forest when it was first filled in 1962, will need three rainy seasons to be full again.

            Fishermen have been promised 200,000 young tilapia.
        """),
        "dam-museum.txt": flow("""
            A museum of drowned things will open in Kiruva next spring, in the one house that the water never reached.

            Its curator, Salome Kagwe, has collected door frames, bells and 84 spoons. They come from the lake which
            drowned four villages, a railway station with a celebrated buffet and the better half of a eucalyptus
            forest, and which has lately given much of it back.

            "People bring me keys," she said. "I have told them that I do not need keys. They bring them anyway."

            The spoons are from the buffet. (PTI)
        """),
    },
    credits={
        "dam-refill.txt": (credit("xinhua", "(Xinhua)", "Xinhua"),),
        "dam-museum.txt": (credit("pti", "(PTI)", "PTI"),),
    },
    shared=(
        Shared(
            "dam-museum.txt",
            "dam-refill.txt",
            "which drowned four villages, a railway station with a celebrated buffet and the better half of a"
            " eucalyptus forest",
            "which drowned four villages, a railway station with a celebrated buffet and the better half of a"
            " eucalyptus forest",
        ),
    ),
    unseen=(Unseen("xinhua", ("dam-refill.txt",)), Unseen("pti", ("dam-museum.txt",))),
    may_join=(Unseen(None, ("dam-museum.txt", "dam-refill.txt")),),
)

NAMES_ONLY = Case(
    name="fifteen words in a row that are nothing but a name",
    teaches="a title, a name and a stock verb are the topic, not a passage, however long the run",
    articles={
        "airport.txt": flow("""
            The airport of Lusk will have a second runway by 2030 if the swallows agree.

            Deputy Prime Minister and Minister of Transport and Public Works Anton Gebreval said on Tuesday that
            concrete would be poured in spring, after the nests under the old control tower were counted.

            The runway costs 340 million thalers. A third comes from the airline, a third from the state and the last
            third, an official admitted, from optimism. (Belga)
        """),
        "trams.txt": tight("""
            Trams in Lusk stood still for an hour on Tuesday because a wedding would not.

            Deputy Prime Minister and Minister of Transport and Public Works Anton Gebreval said on Tuesday evening he
            had been among the guests and had not noticed.

            The bride arrived on foot. The driver of line 4 danced with her mother, told Bernama that he regretted
            nothing, and was back in his cab by six.
        """),
    },
    credits={
        "airport.txt": (credit("belga", "(Belga)", "Belga"),),
        "trams.txt": (credit("bernama", "told Bernama", "Bernama", *OBTAINED, scope="passage"),),
    },
    unseen=(Unseen("belga", ("airport.txt",)), Unseen("bernama", ("trams.txt",))),
)

CASES = (
    AT_A_DATELINE,
    ONE_WORD_CHANGED,
    OTHER_PUNCTUATION,
    NINE_WORDS,
    IN_GERMAN,
    IN_RUSSIAN,
    ON_NEITHER_SIDE,
    TWO_AGENCIES,
    NAMES_ONLY,
)
