"""What the gate finds, for programs that show it beside the files: SARIF, and the annotations of GitHub's workflows."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from provenance.base.escaping import printable, printable_json

Finding = Mapping[str, Any]  # the fields of run.findings.Finding

_LEVELS = {"block": "error", "warn": "warning"}
_RULES = {
    "duplicate": "An added article is an exact or near duplicate of another.",
    "part": "Half of the words of an added article stand in one other article.",
    "passage": "An added article shares a significant passage with another.",
    "unread": "A file could not be checked.",
    "half-read": "Some records of a file could not be checked.",
    "no-article": "A file is no article.",
    "unknown": "accepted.toml names an article that is not there.",
}


def sarif(findings: Sequence[Finding], version: str) -> str:
    """SARIF 2.1.0, as code scanning reads it.

    >>> json.loads(sarif([], "0.1.0"))["runs"][0]["results"]
    []
    """
    rules = [{"id": name, "shortDescription": {"text": text}} for name, text in _RULES.items()]
    run = {
        "tool": {"driver": {"name": "provenance", "version": version, "rules": rules}},
        "results": [_result(finding) for finding in findings],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    complete = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(complete, ensure_ascii=False, indent=2))


def _result(finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding["kind"],
        "level": _LEVELS[finding["level"]],
        "message": {"text": finding["sentence"]},
        "locations": [_location(finding["path"] or finding["article"], finding["line"])],
    }
    if finding["existing"] is not None:
        result["relatedLocations"] = [_location(finding["existing_path"] or finding["existing"], 1)]
    return result


def _location(path: str, line: int) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": path}, "region": {"startLine": line}}}


def github(findings: Sequence[Finding]) -> str:
    r"""A line each, as GitHub's workflows turn into annotations.

    >>> one = {"level": "block", "kind": "part", "path": "a,b.txt", "article": "", "line": 3, "sentence": "50 %\nof it"}
    >>> print(github([one]), end="")
    ::error file=a%2Cb.txt,line=3,title=provenance%3A part::50 %25%0Aof it
    """
    return "".join(
        f"::{_LEVELS[finding['level']]} file={_property(finding['path'] or finding['article'])},line={finding['line']},"
        f"title={_property('provenance: ' + finding['kind'])}::{_escaped(finding['sentence'])}\n"
        for finding in findings
    )


def _escaped(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
