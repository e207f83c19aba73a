"""The words with which real stories are edited: general English, none of it from the half that weights are fitted on.

Credits, relay phrases and page furniture are those of the newsroom's TEST half; agencies are those whose stories the
data holds.
"""

from dataclasses import replace

from benchmarks.newsroom.bank_test import TEST

_SYNONYMS = (
    "nearly=almost; almost=nearly; although=though; announced=disclosed,made known; decided=resolved,opted; "
    "called=termed; big=large,sizeable; large=big,sizeable; main=chief; chief=main; current=present; "
    "despite=notwithstanding; during=throughout; end=close; enough=sufficient; expected=anticipated; "
    "fell=dropped,slid; help=aid,assist; important=significant; increase=rise,growth; increased=went up,grew; "
    "likely=apt; major=leading; many=numerous; may=might; might=may; new=fresh; often=frequently; "
    "only=just,merely; plan=scheme; plans=intends; problem=difficulty; problems=difficulties; "
    "quickly=rapidly; released=issued; remain=stay; remained=stayed; show=reveal; some=certain; "
    "stop=halt; stopped=ceased; support=backing; talks=discussions; told=informed; tried=attempted; "
    "trying=attempting; until=till; used=employed; using=employing; very=highly; wanted=wished; wants=wishes; "
    "while=whereas; whole=entire; agreed=consented; allow=permit; allowed=permitted; also=in addition; "
    "because=since; but=yet; buy=purchase; choose=pick; clear=plain; continue=carry on; continued=carried on; "
    "create=set up; difficult=hard; due=owing; ensure=make sure; estimated=reckoned; give=grant; gave=granted; "
    "held=kept; improve=better; including=among them; later=afterwards; leave=depart; made=produced; "
    "meeting=session; need=require; needs=requires; offered=proposed; official=functionary; "
    "officials=functionaries; part=portion; probably=most likely; provide=supply; receive=get; received=got; "
    "recent=latest; reached=arrived at; result=outcome; seek=look for; seeking=looking for; since=as; "
    "spent=laid out; started=set off; still=even now; total=sum; toward=in the direction of; under=beneath; "
    "usually=as a rule; various=sundry; work=labor; added=went on; attack=assault; law=statute; pay=remit"
)
_SPELLINGS = (
    "dlrs=dollars; mln=million; pct=percent; defense=defence; defence=defense; labor=labour; program=programme; "
    "programs=programmes; center=centre; favor=favour; toward=towards; organization=organisation; "
    "organizations=organisations; traveled=travelled; adviser=advisor; advisers=advisors; judgment=judgement; "
    "okay=OK; email=e-mail; web site=website; vs.=versus; recognize=recognise; realize=realise; criticized=criticised; "
    "aging=ageing; gray=grey; theater=theatre; neighbor=neighbour; neighbors=neighbours; behavior=behaviour; "
    "honor=honour; canceled=cancelled; analyze=analyse; license=licence; offense=offence; health care=healthcare; "
    "OPEC=Opec; NATO=Nato; UN=U.N.; US=U.S.; EU=E.U.; cts=cents; bpd=barrels per day; shrs=shares; govt=government"
)


def _table(text: str) -> dict[str, str]:
    return dict(entry.strip().split("=") for entry in text.split(";"))  # type: ignore[misc]


PLANTED = replace(
    TEST,
    name="planted",
    topics=(),
    frames=(
        "“$q,” $P said.",
        "$P said, “$q.”",
        "“$q,” {noted|explained} $P.",
        "{According to|In the words of} $P, “$q.”",
    ),
    synonyms={word: tuple(others.split(",")) for word, others in _table(_SYNONYMS).items()},
    spellings=_table(_SPELLINGS),
    agencies={"reuters": "Reuters", "ap": "AP", "tass": "TASS"},
)
