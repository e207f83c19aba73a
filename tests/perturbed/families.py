"""Who belongs together: three on one item, two of one agency with and without common text, two at one lectern."""

from tests.perturbed.case import CREDIT_LIKE, Case, Shared, Unseen, credit, flow, tight, wrapped

_CHART = "drawn from memory by a cartographer who had been seasick for the whole of the voyage"
_CHART_WRAPPED = _CHART.replace("whole of", "whole\n\nof")  # where auction.txt has its line end

THREE_ON_ONE = Case(
    name="one clause in three articles, one of them credited",
    teaches="one credit speaks for all three, since what they share is the same words",
    articles={
        "chart.txt": flow(f"""
            A chart of the Sabrel reefs on which eleven ships relied has been withdrawn after 140 years.

            It was {_CHART}, the harbour office found. The office offers a new one for the price of the frame.

            Three islands on it do not exist. A fourth does, and belongs to a dentist. (NTB)
        """),
        "dentist.txt": tight(f"""
            Fredrik Aas pulls teeth in winter and rents out his island in summer, if the guests can find it.

            For years they could not. Whatever map they bought was a copy of one {_CHART}; his jetty stood in
            eleven fathoms.

            He has painted the boathouse yellow. "Steer for the yellow," he says, and charges extra for fog.
        """),
        "auction.txt": wrapped(f"""
            Bidding reached 40,000 crowns on Friday for a sheet of paper that has sunk at least four ships.

            The auctioneer read out its virtues, of which the chief was to have been {_CHART}. There was applause.

            The buyer means to hang it in a submarine.
        """),
    },
    credits={"chart.txt": (credit("ntb", "(NTB)", "NTB"),)},
    shared=(
        Shared("auction.txt", "chart.txt", _CHART_WRAPPED, _CHART),
        Shared("auction.txt", "dentist.txt", _CHART_WRAPPED, _CHART),
        Shared("chart.txt", "dentist.txt", _CHART, _CHART),
    ),
    unseen=(Unseen("ntb", ("auction.txt", "chart.txt", "dentist.txt")),),
)

_OLIVES = "whose olive presses turn at night because the only river in the province is rented out by day"

SAME_AGENCY_AND_WORDS = Case(
    name="two stories of one agency with one background clause",
    teaches="a desk recycles its background: both draw on the same item, in spite of months between them",
    articles={
        "oil.txt": flow(f"""
            JAEN DEL VADO, 14 mar (EFE) - Thieves took nine tonnes of oil from a cooperative on Tuesday and left the
            money for it on the scales, in coins.

            Police are looking for people with a conscience and a lorry.

            The town, {_OLIVES}, has 2,100 inhabitants and a bank that opens on Wednesdays.
        """),
        "mayor.txt": tight(f"""
            The mayor of Jaén del Vado has resigned to become its miller. He will keep the sash.

            Lucio Berrocal, 44, told the council that he slept badly in office. In a place {_OLIVES}, he said, that
            need not be wasted.

            A deputy will rule until July. (EFE)
        """),
    },
    credits={
        "oil.txt": (credit("efe", "(EFE)", "EFE"),),
        "mayor.txt": (credit("efe", "(EFE)", "EFE"),),
    },
    shared=(Shared("mayor.txt", "oil.txt", _OLIVES, _OLIVES),),
    unseen=(Unseen("efe", ("mayor.txt", "oil.txt")),),
)

SAME_AGENCY_OTHER_WORDS = Case(
    name="two stories of one agency, one day, one town, no common text",
    teaches="agency, day, place and people alone never make one item",
    articles={
        "bell.txt": flow("""
            SZAMOSD, June 3, 2021 (MTI) - The great bell of Szamosd cracked on Thursday at the ninth stroke of noon.

            Mayor Ilona Keve said the town would eat at nine until it was mended.
        """),
        "stork.txt": flow("""
            SZAMOSD, June 3, 2021 (MTI) - A stork that had built on the fire engine of Szamosd was moved with the
            engine to a blaze and back.

            It stayed on the nest. Ilona Keve, the mayor, has made it an honorary captain.
        """),
    },
    credits={
        "bell.txt": (credit("mti", "(MTI)", "MTI"),),
        "stork.txt": (credit("mti", "(MTI)", "MTI"),),
    },
    unseen=(Unseen("mti", ("bell.txt",)), Unseen("mti", ("stork.txt",))),
)

_SAID = "We have lost the keys to the granary, but we have not lost the granary"

AT_ONE_LECTERN = Case(
    name="two reporters who heard one speech",
    teaches="the same quotation is the speaker's: it makes neither article the other's source, nor an agency both's",
    articles={
        "granary.txt": flow(f"""
            Grain is safe in Tarnobor, and out of reach, its governor admitted on Monday.

            "{_SAID}," Governor Witold Mroz told a crowd that had come for seed. A locksmith is on his way from the
            capital by the slow train.

            This is reported by PAP.
        """),
        "locksmith.txt": tight(f"""
            The most awaited man of the province travels second class with a bag of files and a cold.

            Jerzy Kluska, locksmith, learned of his mission from the radio, where he heard the governor say: "{_SAID}."
            He had been on his way to a christening.

            He expects to need an hour and to be thanked for a week.
        """),
    },
    credits={"granary.txt": (credit("pap", "This is reported by PAP.", "PAP", *CREDIT_LIKE),)},
    may_share=(Shared("granary.txt", "locksmith.txt", _SAID, _SAID),),
    unseen=(Unseen("pap", ("granary.txt",)),),
    may_join=(
        Unseen(None, ("granary.txt", "locksmith.txt")),
        Unseen("pap", ("granary.txt", "locksmith.txt")),
    ),
)

CASES = (THREE_ON_ONE, SAME_AGENCY_AND_WORDS, SAME_AGENCY_OTHER_WORDS, AT_ONE_LECTERN)
