"""Credits in other words, agencies that are none, labels that boast, and one agency cited for many things."""

from tests.perturbed.case import CREDIT_LIKE, OBTAINED, Case, Unseen, credit, flow, tight, wrapped

EITHER = ("story", "passage")

TOLD_ON_BOTH_SIDES = Case(
    name="told the same agency on both sides",
    teaches="two people who spoke to one agency did not speak in one story",
    articles={
        "bakery.txt": flow("""
            The last night bakery in Tirgal closed on Friday and its starter, which is older than the town hall, went
            to the fire brigade.

            "They are awake anyway," baker Yusuf Karalı told Anadolu. He means to sleep until March.

            The brigade has a rota for feeding it. It doubled in size on Saturday during an exercise.
        """),
        "marathon.txt": tight("""
            A postman who had lost his way won the Tirgal marathon on Sunday by four minutes.

            Halim Dost, 51, had joined the runners at a crossing and saw no reason to leave them. His bag was empty by
            the thirtieth kilometre.

            Organisers will let the result stand, their chairwoman told Anadolu, since everyone on the last stretch
            got a letter.
        """),
    },
    credits={
        "bakery.txt": (credit("aa", "told Anadolu", "Anadolu", *OBTAINED, scope="passage"),),
        "marathon.txt": (credit("aa", "told Anadolu", "Anadolu", *OBTAINED, scope="passage"),),
    },
    unseen=(Unseen("aa", ("bakery.txt",)), Unseen("aa", ("marathon.txt",))),
)

ONE_AGENCY_FOUR_STATEMENTS = Case(
    name="one agency quoted for four things",
    teaches="agency, topic and names agree in all four, and still nothing is shared but the agency",
    articles={
        "strike-a.txt": tight("""
            Miners at Kolvets refused to go down on Monday until the lift has a bell again.

            "We fall, we would like to announce it," union leader Danylo Hrab was quoted as saying by Ukrinform.

            The company has ordered one from a school supplier.
        """),
        "strike-b.txt": tight("""
            The bell for the mine at Kolvets has arrived and is too large.

            Director Larysa Moroz said a smaller one would be found, Ukrinform reported. Until then a boy with a
            whistle stands at the shaft.
        """),
        "strike-c.txt": flow("""
            Kolvets sent eleven wagons of coal to the power station on Thursday, the first since the quarrel over the
            lift.

            According to Ukrinform, union leader Danylo Hrab rode on the first one with his feet on the buffer.
        """),
        "strike-d.txt": flow("""
            A court in Kolvets has ruled that a whistle is not a bell.

            Director Larysa Moroz will appeal; as Ukrinform quoted her, "by that logic a boy is not a lift". The boy
            has asked for a rise.
        """),
    },
    credits={
        "strike-a.txt": (credit("ukrinform", "quoted as saying by Ukrinform", "Ukrinform", "quote", scope="passage"),),
        "strike-b.txt": (credit("ukrinform", "Ukrinform reported", "Ukrinform", "citation", "quote", scope=EITHER),),
        "strike-c.txt": (credit("ukrinform", "According to Ukrinform", "Ukrinform", "citation", scope=EITHER),),
        "strike-d.txt": (credit("ukrinform", "as Ukrinform quoted her", "Ukrinform", "quote", scope="passage"),),
    },
    unseen=tuple(Unseen("ukrinform", (f"strike-{letter}.txt",)) for letter in "abcd"),
)

EXCLUSIVE_OF_A_BROADCASTER = Case(
    name="Exclusive, says the label; a broadcaster, says the text",
    teaches="an outlet's own label is kind self; the body hangs on a channel; teasers credit nobody",
    articles={
        "dome.txt": flow("""
            Bellwether Exclusive

            Desert city to be roofed over by autumn

            The oil town of Qasr Lamil is to be covered with a dome of cloth, at a cost that nobody will name. That is
            what Press TV said in its evening bulletin.

            The channel showed a model in which the streets were lit by mirrors. It spoke of 9,000 masts.

            The report went on to say that a first quarter would be shaded in September, and that donkeys had been
            consulted, by which it seemed to mean their owners.

            Rents beneath the model have already doubled, the broadcaster added.

            The Bellwether Desk

            The Bellwether Desk is a team of editors in four time zones. Write to the desk with tips, repairs and
            recipes, or follow its members through the links on their profile pages.

            Latest Stories

            Camel wins appeal against speeding fine

            A court in the capital found that the camera had measured the car behind, AP reported, and ordered…

            5 hours ago

            Why your kettle is lying to you

            Researchers who boiled the same water nine times told Reuters that the sound had nothing to do with…

            5 hours ago

            Bridge closed after swan refuses to move

            Police called in a zoologist, two priests and a man with bread, but the bird has…

            11 hours ago
        """),
    },
    credits={
        "dome.txt": (
            credit(None, "Bellwether Exclusive", "Bellwether", "self"),
            credit("presstv", "That is what Press TV said in its evening bulletin.", "Press TV", *CREDIT_LIKE),
        ),
    },
    furniture={
        "dome.txt": (
            "Bellwether Exclusive",
            flow("""
                The Bellwether Desk

                The Bellwether Desk is a team of editors in four time zones. Write to the desk with tips, repairs and
                recipes, or follow its members through the links on their profile pages.

                Latest Stories

                Camel wins appeal against speeding fine

                A court in the capital found that the camera had measured the car behind, AP reported, and ordered…

                5 hours ago

                Why your kettle is lying to you

                Researchers who boiled the same water nine times told Reuters that the sound had nothing to do with…

                5 hours ago

                Bridge closed after swan refuses to move

                Police called in a zoologist, two priests and a man with bread, but the bird has…

                11 hours ago
            """).strip(),
        ),
    },
    may_be_furniture={"dome.txt": ("Desert city to be roofed over by autumn",)},
    unseen=(Unseen("presstv", ("dome.txt",)),),
)

CHAIN_IN_WRAPPED_LINES = Case(
    name="origin and relay in a bracket, a citation across a blank line",
    teaches="a slash is a chain, first the origin; hard-wrapped lines part the words of a citation",
    articles={
        "kites.txt": wrapped(
            """
            Kite makers on the island of Seonmi ended a nine-day sit-in on Wednesday after the harbour board gave
            back their wind.

            A crane put up in April had stood in it. The board will move the crane forty metres, which is as far as
            its rails go, and pay for eleven torn tails.

            The festival was founded in 1953 and has been called off twice, both times for calm, according to
            Japan's Jiji Press, which sends the same reporter every year.

            Master Oh Dal-su, 83, flew the first kite himself. It stayed up until supper. (Yonhap/Bernama)
            """,
            96,  # so that a line ends after "according to"
        ),
        "whistles.txt": flow("""
            Referees in the island league will blow softer from Saturday, after a complaint by residents with babies.

            The league has 14 clubs and one ball it trusts. Its president blamed the acoustics. (Lusa/EFE)
        """),
    },
    credits={
        "kites.txt": (
            credit("jiji", "to Japan's Jiji Press", "Jiji Press", "citation", scope="passage"),
            credit("yonhap", "(Yonhap/Bernama)", "Yonhap", "credit"),
            credit("bernama", "(Yonhap/Bernama)", "Bernama", "relay"),
        ),
        "whistles.txt": (
            credit("lusa", "(Lusa/EFE)", "Lusa", "credit"),
            credit("efe", "(Lusa/EFE)", "EFE", "relay"),
        ),
    },
    unseen=(Unseen("yonhap", ("kites.txt",)), Unseen("lusa", ("whistles.txt",))),
)

NO_AGENCY = Case(
    name="names that look like agencies",
    teaches="organisations, common words and photographs are no credits",
    articles={
        "energy.txt": flow("""
            Demand for candles will peak in 2031, according to the International Energy Agency, which does not count
            birthdays.

            The European Space Agency said separately that it could see no difference from orbit. A report by the
            Nordic Road Safety Agency was not available.

            Photo: Reuters/Milo Vantree
        """),
        "school.txt": flow("""
            The trend is plain to anyone with a map: pupils in Vessmark choose AP courses less often every year.

            According to the report, a beta version of the timetable had set physics at dawn. One boy built a sputnik
            out of a colander, and his nan said it was the star of the fair.

            The head teacher called the fars, as she put it, a farce, and told the reporter she would mail the map to
            every parent.
        """),
    },
    furniture={"energy.txt": ("Photo: Reuters/Milo Vantree",)},
)

UNNAMED = Case(
    name="agencies without a name",
    teaches="wire origin is credited though no agency is named: at the top in one, at the end in the other",
    articles={
        "lift.txt": flow("""
            By Our Correspondent, Agencies

            The lift in the Halvor tower, the tallest in Drammond, was stuck for two days with a quartet inside.

            It played. Tenants on the thirtieth floor sent down requests through the hatch, and sandwiches.
        """),
        "snow.txt": flow("""
            Snow fell in Porto Calvo on Thursday for the first time since records were kept, and the man who keeps
            them was on holiday.

            The council owns no plough. It has borrowed a grape press. -- Agencies
        """),
    },
    credits={
        "lift.txt": (credit(None, "By Our Correspondent, Agencies", "Agencies"),),
        "snow.txt": (credit(None, "-- Agencies", "Agencies"),),
    },
    may_be_furniture={
        "lift.txt": ("By Our Correspondent, Agencies",),
        "snow.txt": ("-- Agencies",),
    },
)

STORY_SENTENCES = Case(
    name="sentences that credit a whole story",
    teaches="who writes, reports or has it first: the sentence stands alone, and governs all that follows",
    articles={
        "gold.txt": tight("""
            In the bank of the river Sotla a fisherman found an anchor of gold. What is known about it?

            The Croatian agency Hina reports this.

            The find weighs four kilos. Experts consider that it was made for a joke and lost in earnest.

            The fisherman, whose surname is not disclosed, asks to be left the rope.
        """),
        "clock.txt": tight("""
            The astronomical clock in Brezina has begun to run backwards.

            This was first reported by Czech news agency CTK.

            Clockmaker Vojta Perlik says it has been owed the time since the war.
        """),
        "ferry.txt": tight("""
            The night ferry to Gotmark will have no bar from May. So writes TT.

            The company blames the waves, the passengers blame the company.
        """),
    },
    credits={
        "gold.txt": (credit("hina", "The Croatian agency Hina reports this.", "Hina", *CREDIT_LIKE),),
        "clock.txt": (credit("ctk", "This was first reported by Czech news agency CTK.", "CTK", *CREDIT_LIKE),),
        "ferry.txt": (credit("tt", "So writes TT.", "TT", *CREDIT_LIKE),),
    },
    unseen=(Unseen("hina", ("gold.txt",)), Unseen("ctk", ("clock.txt",)), Unseen("tt", ("ferry.txt",))),
)

CASES = (
    TOLD_ON_BOTH_SIDES,
    ONE_AGENCY_FOUR_STATEMENTS,
    EXCLUSIVE_OF_A_BROADCASTER,
    CHAIN_IN_WRAPPED_LINES,
    NO_AGENCY,
    UNNAMED,
    STORY_SENTENCES,
)
