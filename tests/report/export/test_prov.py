"""One PROV document, three ways: the prov package reads the same from each (docs/how-to/export-the-graph.md)."""

import json
import re
import subprocess
import sys

import pytest

from provenance.report.export.claims import claims
from provenance.report.export.formats import FORMATS, exported
from provenance.report.export.json_ld import json_ld
from provenance.report.export.prov_document import prov_document
from provenance.report.export.prov_json import prov_json
from provenance.report.export.prov_n import prov_n, prov_statement
from tests.report import invented
from tests.report.export.conftest import RUN

WRITTEN = {"json": prov_json, "provn": prov_n, "jsonld": json_ld}
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def read(document, form):
    model = pytest.importorskip("prov.model", reason="pip install prov: PROV is read by its reference package")
    return model.ProvDocument.deserialize(content=WRITTEN[form](document), format=form)


def told(document) -> list[str]:
    """The claims as lines of PROV-N, without the attributes."""
    lines = (prov_statement(statement) for statement in document.claims if statement.kind != "entity")
    return [re.sub(r"(, )?\[.*\]", "", text) for text in lines]


def of(document, kind, key):
    return [s for s in document.claims if s.kind == kind and key in map(str, (s.name, *s.arguments))]


@pytest.mark.parametrize("form", ["provn", "jsonld"])
def test_all_three_are_the_same_document_to_the_prov_package(document, form):
    assert read(document, form) == read(document, "json")


def test_the_strict_grammar_of_prov_n_takes_it(document):
    model = pytest.importorskip("prov.model", reason="pip install prov: PROV is read by its reference package")
    strict = model.ProvDocument.deserialize(content=prov_n(document), format="provn", profile="strict")
    assert [str(bundle.identifier) for bundle in strict.bundles] == [str(document.bundle)]


def test_what_prov_reads_it_writes_again(document):
    there = read(document, "json")
    again = type(there).deserialize(content=there.serialize(format="json"), format="json")
    assert len(next(iter(there.bundles)).records) == len(document.claims)
    assert again == there


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ("rewrite", []),
        ("relay", []),
        ("common", []),
        ("copy", []),
        ("partial", []),
        ("quote", ["prov:Quotation"]),
        ("revision", ["prov:Revision"]),
        ("citation", ["prov:PrimarySource"]),
    ],
)
def test_each_relation_is_the_derivation_that_prov_has_for_it(made, relation, kind):
    rows = made.derivations.with_columns(relation=invented.t.pl.lit(relation))
    chosen = claims(invented.t.Tables(**{**vars(made), "derivations": rows}))
    statements = prov_document(chosen, RUN).claims
    found = next(s for s in statements if str(s.name) == "claim:5")
    assert found.kind == "wasDerivedFrom"
    assert [str(v) for n, v in found.attributes if str(n) == "prov:type"] == kind
    assert ("pv:relation", relation) in [(str(n), v) for n, v in found.attributes]


def test_a_derivation_bears_its_probability_rank_and_evidence(document):
    found = next(s for s in of(document, "wasDerivedFrom", "article:fire%2Frelay.txt") if s.name.local == "5")
    assert [str(n) for n in found.arguments if n] == ["article:fire%2Frelay.txt", "article:fire%2Fwire.txt"]
    values = {str(name): given for name, given in found.by_attribute().items()}
    reasons = [json.loads(reason) for reason in values.pop("pv:evidence")]
    assert values == {"pv:relation": ["copy"], "pv:probability": [0.97], "pv:rank": [1]}
    assert [(r["kind"], r["weight"], r["start"]) for r in reasons] == [
        ("credit", 3.5, invented.RELAY.index("(Reuters/LNA)")),
        ("passage", 3.1, None),
    ]


def test_a_copy_quotes_passage_from_passage_each_a_member_of_its_article(document, made):
    shared = made.passages.filter(made.passages["left"] == "fire/relay.txt").row(0, named=True)
    here = f"passage:fire%2Frelay.txt/{shared['left_start']}-{shared['left_end']}"
    there = f"passage:fire%2Fwire.txt/{shared['right_start']}-{shared['right_end']}"
    assert [text for text in told(document) if here in text] == [
        f"hadMember(article:fire%2Frelay.txt, {here})",
        f"wasDerivedFrom(claim:5.1; {here}, {there}, -, -, -)",
    ]
    quotation = next(s for s in document.claims if str(s.name) == "claim:5.1")
    assert dict(quotation.attributes)[("prov", "type")] == ("prov", "Quotation")
    assert of(document, "hadMember", "article:fire%2Frewrite.txt") == []  # a rewrite quotes nothing


def test_articles_of_unknown_direction_are_alternates_with_the_probability_beside(document):
    assert [str(end) for end in next(s for s in document.claims if s.kind == "alternateOf").arguments] == [
        "article:letters%2Fb.txt",
        "article:letters%2Fa.txt",
    ]
    beside = next(s for s in document.claims if ("pv", "Undirected") in dict(s.attributes).values())
    values = {str(name): given[0] for name, given in beside.by_attribute().items()}
    assert (str(values["pv:one"]), str(values["pv:other"])) == ("article:letters%2Fb.txt", "article:letters%2Fa.txt")
    assert values["pv:probability"] == 0.64
    assert not of(document, "wasDerivedFrom", "article:letters%2Fb.txt")


def test_a_relay_is_an_activity_of_the_agency_that_the_article_names(made):
    edge = invented.drawn("fire/relay.txt", "reuters-fire", "relay", 0.9, source_kind="unseen")
    passed = invented.credit("fire/relay.txt", invented.RELAY, "(Reuters/LNA)", "LNA", "lna", "relay")
    tables = {
        **vars(made),
        "derivations": invented.t.table([edge], invented.t.DERIVATIONS),
        "credits": invented.t.table([passed], invented.t.CREDITS),
    }
    lines = told(prov_document(claims(invented.t.Tables(**tables), {"lna": "Lorandian News"}), RUN))
    assert [text for text in lines if "relay/" in text] == [
        "activity(claim:relay/fire%2Frelay.txt, -, -)",
        "wasAssociatedWith(claim:relay/fire%2Frelay.txt, agency:lna, -)",
        "used(claim:relay/fire%2Frelay.txt, item:reuters-fire, -)",
        "wasGeneratedBy(article:fire%2Frelay.txt, claim:relay/fire%2Frelay.txt, -)",
        "wasDerivedFrom(claim:1; article:fire%2Frelay.txt, item:reuters-fire, claim:relay/fire%2Frelay.txt, -, -)",
    ]


def test_articles_are_their_outlets_and_items_their_agencies(document):
    assert "wasAttributedTo(article:fire%2Fcut.txt, outlet:Coast%20Daily)" in told(document)
    assert "wasAttributedTo(article:fire%2Fwire.txt, agency:reuters)" in told(document)  # its own dateline
    assert "wasAttributedTo(item:irna-fire, agency:irna)" in told(document)
    agent = next(s for s in document.claims if str(s.name) == "agency:irna")
    assert (
        prov_statement(agent)
        == 'agent(agency:irna, [prov:type=\'prov:Organization\', prov:label="IRNA", pv:id="irna"])'
    )


def test_the_bundle_was_made_by_the_run_with_its_version_settings_and_corpus(document):
    said = [prov_statement(statement) for statement in document.statements]
    trace = next(s for s in document.statements if s.kind == "activity")
    assert f"wasGeneratedBy({document.bundle}, claim:run, -)" in said
    assert "used(claim:run, corpus:00ff, -)" in said
    assert {str(n): v for n, v in trace.attributes if n.prefix != "prov"} == {
        "pv:version": "0.1.0", "pv:corpusHash": "00ff", "setting:threshold": 0.7, "setting:keep": "earliest",
    }  # fmt: skip
    assert not any("seconds" in text for text in said)


def test_other_claims_are_another_bundle_and_the_same_claims_the_same(found, made, document):
    fewer = claims(made, RUN["agencies"], minimum=0.9)
    assert prov_document(found, {**RUN, "seconds": {"read": 9.0}}).bundle == document.bundle
    assert prov_document(fewer, RUN).bundle != document.bundle
    assert prov_document(found, {**RUN, "settings": {}}).bundle != document.bundle


def test_only_what_is_probable_and_chosen_is_told_unless_asked_for(made):
    def asked(**options):
        return {(c.derived.key, c.source.key) for c in claims(made, **options).claims}

    runner_up, slight = ("fire/cut.txt", "fire/relay.txt"), ("irna-fire", "reuters-fire")
    assert asked(ranks=2) - asked() == {runner_up}
    assert asked() - asked(minimum=0.5) == {slight}
    assert asked(minimum=0.31) >= {slight}
    assert "reuters-fire" not in {node.key for node in claims(made, minimum=0.5).nodes}


def test_json_ld_has_its_context_inside_and_names_no_other(document):
    content = json.loads(json_ld(document))
    assert all(isinstance(part, dict) for part in content["@context"])
    terms = {key: value for part in content["@context"] for key, value in part.items()}
    bundle = content["@graph"][-1]
    used = {key for node in bundle["@graph"] for key in node if not key.startswith("@")}
    known = set(terms) | {
        role for term in terms.values() if isinstance(term, dict) for role in term.get("@context", {})
    }
    assert bundle["@type"] == "Bundle"
    assert {key for key in used if key.partition(":")[0] not in known} == set()
    assert {node["@type"] for node in bundle["@graph"]} <= set(terms)


def test_the_original_id_stands_beside_its_name(document):
    content = json.loads(prov_json(document))
    entities = content["bundle"][str(document.bundle)]["entity"]
    keys = {given["pv:id"] for given in entities.values() if "pv:id" in given}
    assert {invented.HOSTILE_ID, invented.HOSTILE_ID + "-item", "fire/wire.txt", "irna-fire"} <= keys


@pytest.mark.parametrize("form", FORMATS)
def test_rows_in_another_order_are_the_same_bytes(made, shuffled, form):
    one, other = (
        exported(claims(tables, RUN["agencies"], minimum=0, ranks=9), RUN, form) for tables in (made, shuffled)
    )
    assert one == other


SCRIPT = """
import hashlib
from provenance.report.export.claims import claims
from provenance.report.export.formats import FORMATS, exported
from tests.report import invented
found = claims(invented.tables(), minimum=0, ranks=9)
print(hashlib.sha256("".join(exported(found, invented.RUN, form) for form in FORMATS).encode()).hexdigest())
"""


def test_the_hash_seed_changes_no_byte(root):
    seen = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=root, env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True,
            check=True, text=True,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(seen) == 1
    assert len(seen.pop()) == 65


@pytest.mark.parametrize("form", FORMATS)
def test_no_hidden_character_of_the_input_is_left(found, form):
    text = exported(found, RUN, form)
    assert not HIDDEN.search(text.replace("\r\n", "\n") if form == "csv" else text)
    assert HIDDEN.search(invented.HOSTILE)
