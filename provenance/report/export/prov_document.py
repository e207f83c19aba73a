"""The claims of a trace as a W3C PROV document, built once and written in three ways: the frame around the claims."""

from collections.abc import Mapping
from typing import Any

import xxhash

from provenance.report.export.claims import Claims
from provenance.report.export.names import URN, Name, local, own, prov
from provenance.report.export.prov_claims import prov_claims
from provenance.report.export.prov_terms import Document, Pairs, Statement

RUN, PROGRAM = Name("claim", "run"), own("provenance")
BUNDLE = "what likely draws on what, with probabilities and reasons: evidence, not a verdict"


def prov_document(claims: Claims, run: Mapping[str, Any]) -> Document:
    """The PROV document of the claims; `run` is the run.json of their trace: version, settings and input hash.

    The bundle is named by a hash of all that the document says, so that other claims never stand under its name.
    """
    statements = prov_claims(claims)
    trace = _trace(run)
    key = xxhash.xxh3_128_hexdigest(repr((trace, statements)).encode("utf-8", "surrogatepass"))
    bundle, corpus = Name("bundle", key), Name("corpus", local(str(run.get("inputs", ""))))
    return Document(_prefixes(corpus, key), _frame(bundle, corpus, trace), bundle, statements)


def _prefixes(corpus: Name, key: str) -> dict[str, str]:
    """Agencies and outlets are the same in every document, articles and items within a corpus, claims in one bundle."""
    within = f"{URN}{corpus}:"
    return {
        "agency": f"{URN}agency:",
        "article": f"{within}article:",
        "bundle": f"{within}bundle:",
        "claim": f"{within}bundle:{key}:",
        "corpus": f"{URN}corpus:",
        "item": f"{within}item:",
        "outlet": f"{URN}outlet:",
        "passage": f"{within}passage:",
        "pv": f"{URN}terms:",
        "setting": f"{URN}setting:",
    }


def _frame(bundle: Name, corpus: Name, trace: Statement) -> tuple[Statement, ...]:
    """The bundle, and that the run of our program made it out of the corpus."""
    return (
        Statement("entity", bundle, (), ((prov("type"), prov("Bundle")), (prov("label"), BUNDLE))),
        Statement("entity", corpus, (), ((prov("type"), prov("Collection")), (prov("label"), "the articles read"))),
        trace,
        Statement("agent", PROGRAM, (), ((prov("type"), prov("SoftwareAgent")), (prov("label"), PROGRAM.local))),
        Statement("wasGeneratedBy", None, (bundle, RUN, None)),
        Statement("used", None, (RUN, corpus, None)),
        Statement("wasAssociatedWith", None, (RUN, PROGRAM, None)),
    )


def _trace(run: Mapping[str, Any]) -> Statement:
    """The run as an activity, without the times that it took: the same trace is the same document."""
    settings = run.get("settings") or {}
    attributes: Pairs = (
        (prov("type"), own("Trace")),
        (own("version"), str(run.get("version", ""))),
        (own("corpusHash"), str(run.get("inputs", ""))),
    )
    chosen = ((name, settings[name]) for name in sorted(settings))
    return Statement(
        "activity", RUN, (), attributes + tuple((Name("setting", local(n)), _plainly(v)) for n, v in chosen)
    )


def _plainly(setting: object) -> str | int | float:
    return setting if isinstance(setting, str | int | float) and not isinstance(setting, bool) else str(setting)
