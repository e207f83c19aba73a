"""Furniture of other sites, and dates without a year: what belongs to the page, and what the text says of its day."""

from tests.perturbed.case import CREDIT_LIKE, OBTAINED, Case, Unseen, credit, flow, tight

INLINE_PROMO = Case(
    name="promos inside, empty lists behind",
    teaches="a line that ends in a colon and leads nowhere is the page's, wherever it stands",
    articles={
        "goat.txt": tight("""
            A goat has been elected treasurer of the bowling club in Lower Hemsk, by eleven votes to nine.

            The secretary called it a protest. The goat, Florian, took the chair and part of the minutes.

            See also on our site:

            Under the statutes of 1922 any resident with four clean references may stand. Nobody had thought of
            references that could be eaten.

            An appeal will be heard on Monday by a panel of two vets and a notary.

            Related articles:

            Tags:

            Other news of the section
        """),
    },
    furniture={
        "goat.txt": (
            "See also on our site:",
            "Related articles:\nTags:\nOther news of the section",
        ),
    },
)

WIDGETS = Case(
    name="desk code, comment box, cookie line",
    teaches="initials with slashes are a desk's, not an agency's; the widgets of another site in another order",
    articles={
        "pipe.txt": tight("""
            The organ of Saint Ode in Brask will be tuned by ear, since the fork has been stolen.

            Organist Lieve Maertens gave the note herself on Thursday, three times, and slept badly.

            "One carries it like an egg," she told Belga.

            The thief left a receipt. Police say that the handwriting is musical.

            jvdb/kst/MH

            Post a comment

            You must be logged in to comment.

            We use cookies to improve your experience. Accept all
        """),
    },
    credits={"pipe.txt": (credit("belga", "told Belga", "Belga", *OBTAINED, scope="passage"),)},
    furniture={
        "pipe.txt": (
            "jvdb/kst/MH\nPost a comment\nYou must be logged in to comment.\n"
            "We use cookies to improve your experience. Accept all",
        ),
    },
    unseen=(Unseen("belga", ("pipe.txt",)),),
)

_TAIL = flow("""
    About the author

    Morwen Tresk covers the coast for the Ellmouth Packet. She has been rained on in nine countries and
    writes a letter about it every Friday.

    Sign up for her newsletter

    © Ellmouth Packet Ltd. Reproduction without permission is prohibited.
""")

SAME_TAIL = Case(
    name="two articles of one site with one tail",
    teaches="what two pages share at their feet is the site's: no passage, no pair, no source",
    articles={
        "tide.txt": flow("""
            The spring tide took the bandstand in Ellmouth on Sunday night and brought it back on Monday morning,
            facing the other way.

            The band will turn round too, its conductor said. The audience has not been asked.

        """)
        + "\n"
        + _TAIL,
        "crab.txt": flow("""
            A crab the size of a tea tray has moved into the coin slot of the pier telescope.

            Visitors now see the far shore free of charge, though not for long. The pier master feeds the animal on
            tokens and says that takings have never been so honest.

        """)
        + "\n"
        + _TAIL,
    },
    credits={
        name: (credit(None, "© Ellmouth Packet Ltd.", "Ellmouth Packet", "self", optional=True),)
        for name in ("tide.txt", "crab.txt")
    },
    furniture=dict.fromkeys(("tide.txt", "crab.txt"), (_TAIL.strip(),)),
)

WEEKDAYS = Case(
    name="weekday, month and day without a year",
    teaches="each such date has its own few years, in whatever order it is written",
    articles={
        "parade.txt": flow("""
            The parade of the lamplighters in Ostrel was put off on Friday, September 5, for the second time, because
            it was not dark enough. (Tanjug)
        """),
        "leap.txt": flow("""
            SKARN -- The town that counts its birthdays in fours held a fair on Thursday, February 29, with candles
            for everyone under twenty-five.
        """),
        "harvest.txt": flow("""
            Apricots were sold by the piece in Meralin on Sat 12 July, and by the tale: each came with the name of the
            tree, growers told Armenpress.
        """),
    },
    credits={
        "parade.txt": (credit("tanjug", "(Tanjug)", "Tanjug"),),
        "harvest.txt": (credit("armenpress", "told Armenpress", "Armenpress", *OBTAINED, scope=("passage", "story")),),
    },
    unseen=(Unseen("tanjug", ("parade.txt",)), Unseen("armenpress", ("harvest.txt",))),
    candidates={
        "parade.txt": ("2003-09-05", "2008-09-05", "2014-09-05", "2025-09-05"),
        "leap.txt": ("2024-02-29",),
        "harvest.txt": ("2003-07-12", "2008-07-12", "2014-07-12", "2025-07-12"),
    },
)

FUTURE_AND_PAST = Case(
    name="a date ahead and a date behind",
    teaches="the same month and day in two articles, of two different years; a page's own age dates only the page",
    articles={
        "vote-ahead.txt": flow("""
            The islanders of Ternholm will vote on March 9 on whether to be an island.

            A causeway would cost 80 million. The postman is in favour, the ferryman has bought a bus.

            Reuters has this story.

            Trending

            Seal opens fridge, closes it again

            2 days ago

            What the ferryman said next

            4 days ago
        """),
        "vote-behind.txt": flow("""
            Seven years after the vote of Monday, March 9, Ternholm has neither a causeway nor a ferry.

            The bus is still for sale. "One driver, careful," says the notice.
        """),
    },
    credits={"vote-ahead.txt": (credit("reuters", "Reuters has this story.", "Reuters", *CREDIT_LIKE),)},
    furniture={
        "vote-ahead.txt": (
            "Trending\n\nSeal opens fridge, closes it again\n\n2 days ago\n\nWhat the ferryman said next\n\n4 days ago",
        ),
    },
    unseen=(Unseen("reuters", ("vote-ahead.txt",)),),
)

CASES = (INLINE_PROMO, WIDGETS, SAME_TAIL, WEEKDAYS, FUTURE_AND_PAST)
