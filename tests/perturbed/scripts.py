"""Credits in other scripts, at other ends of the text, and longer names before the shorter ones inside them."""

from tests.perturbed.case import OBTAINED, Case, Unseen, credit, flow, tight

EITHER = ("story", "passage")

OTHER_SCRIPTS = Case(
    name="datelines and brackets in other scripts",
    teaches="an agency is known by its own name in its own letters, glued to an equals sign or without any spaces",
    articles={
        "korean.txt": tight("""
            (해솔=연합뉴스) 해솔시 등대가 오는 토요일부터 밤마다 한 시간 늦게 불을 켠다.

            시는 갈매기 번식기가 끝날 때까지 이 방침을 유지하겠다고 밝혔다.
        """),
        "chinese.txt": tight("""
            新华社柳汀5月8日电　柳汀镇的木桥八日重新开放，桥上禁止骑车，也禁止叹气。

            镇上的木匠说，新桥用了三千颗钉子，旧桥一颗也没有用。
        """),
        "arabic.txt": tight("""
            عاد حارس المنارة في بلدة رأس اللوز إلى عمله بعد غياب دام أربعين عاماً، وقال إنه نسي مفتاحه فقط.

            ونقلت وكالة الأناضول عن ابنته قولها إن العائلة لم تغير القفل. وسيحتفل الصيادون بعودته مساء الجمعة.
        """),
        "japanese.txt": tight("""
            【雲見共同】雲見町の駅員が飼う亀が十日、終電を三分遅らせた。

            町は亀のための踏切を検討している。
        """),
    },
    credits={
        "korean.txt": (credit("yonhap", "(해솔=연합뉴스)", "연합뉴스"),),
        "chinese.txt": (credit("xinhua", "新华社柳汀5月8日电", "新华社"),),
        "arabic.txt": (credit("aa", "ونقلت وكالة الأناضول عن", "الأناضول", "quote", "citation", scope="passage"),),
        "japanese.txt": (credit("kyodo", "【雲見共同】", "共同"),),
    },
    unseen=(
        Unseen("yonhap", ("korean.txt",)),
        Unseen("xinhua", ("chinese.txt",)),
        Unseen("aa", ("arabic.txt",)),
        Unseen("kyodo", ("japanese.txt",)),
    ),
)

LAST_WORDS = Case(
    name="end marks, sign-offs, copyright",
    teaches="what stands after the last sentence says whose it is, in a dozen house forms",
    articles={
        "slashes.txt": flow("""
            En kat har siddet i borgmesterens stol i Havnsted siden tirsdag, og ingen tør bede den gå.

            Byrådet holder sit næste møde stående.

            /ritzau/
        """),
        "dashes.txt": flow("""
            KAMPUNG SERI ALU: The durian auction here was abandoned on Sunday when the hall's windows would not open.

            Bidders agreed to meet again in the field. -- BERNAMA
        """),
        "inputs.txt": flow("""
            The monsoon reached Veerapalli a day early and found the band still rehearsing its welcome.

            Schools stay open, since the children had already arrived by boat.

            (With PTI inputs)
        """),
        "rights.txt": flow("""
            A violinist has returned the stage door of the Sollen opera, 26 years after leaving with it.

            It was, she explained, a misunderstanding about the word exit.

            © Agence France-Presse
        """),
    },
    credits={
        "slashes.txt": (credit("ritzau", "/ritzau/", "ritzau"),),
        "dashes.txt": (credit("bernama", "-- BERNAMA", "BERNAMA"),),
        "inputs.txt": (credit("pti", "(With PTI inputs)", "PTI"),),
        "rights.txt": (credit("afp", "© Agence France-Presse", "Agence France-Presse"),),
    },
    may_be_furniture={
        "slashes.txt": ("/ritzau/",),
        "dashes.txt": ("-- BERNAMA",),
        "inputs.txt": ("(With PTI inputs)",),
        "rights.txt": ("© Agence France-Presse",),
    },
    unseen=(
        Unseen("ritzau", ("slashes.txt",)),
        Unseen("bernama", ("dashes.txt",)),
        Unseen("pti", ("inputs.txt",)),
        Unseen("afp", ("rights.txt",)),
    ),
)

LONGEST_NAME_FIRST = Case(
    name="longer names before the shorter ones inside them",
    teaches="an agency is named by its whole name; the same town in one dateline and another is not one story",
    articles={
        "depot.txt": flow("""
            DUBROVETS. May 3 (Interfax-Ukraine) - The tram depot in Dubrovets will be heated with coffee grounds from
            next winter, the operator said.

            Passengers may bring their own.
        """),
        "stove.txt": flow("""
            DUBROVETS. May 3 (Interfax) - A stove fitter in Dubrovets has sued the tram depot over a smell he calls
            unfair.

            He told Press Trust of India that his own customers had started asking for mocha.
        """),
        "hotel.txt": flow("""
            The Interfax hotel, which never sold a word of news, closes on Friday; the owner had won its name at
            cards.

            Guests from the Associated Press of Pakistan, who always booked by mistake, will be missed, he told the
            Associated Press.
        """),
    },
    credits={
        "depot.txt": (credit("interfax_ua", "(Interfax-Ukraine)", "Interfax-Ukraine"),),
        "stove.txt": (
            credit("interfax", "(Interfax)", "Interfax"),
            credit("pti", "told Press Trust of India", "Press Trust of India", *OBTAINED, scope="passage"),
        ),
        "hotel.txt": (credit("ap", "he told the Associated Press.", "Associated Press", *OBTAINED, scope=EITHER),),
    },
    unseen=(
        Unseen("interfax_ua", ("depot.txt",)),
        Unseen("interfax", ("stove.txt",)),
        Unseen("pti", ("stove.txt",)),
        Unseen("ap", ("hotel.txt",)),
    ),
)

CASES = (OTHER_SCRIPTS, LAST_WORDS, LONGEST_NAME_FIRST)
