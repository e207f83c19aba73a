"""`provenance export` writes the same bytes to stdout and to a file, and says what is amiss in one line."""

import json
import subprocess

import pytest

from provenance.report.export.formats import FORMATS
from tests.cli.processes import COMMAND


@pytest.mark.parametrize("form", FORMATS)
def test_stdout_and_a_file_are_the_same(provenance, seeds_trace, tmp_path, form):
    shown = provenance("export", "--from", seeds_trace, "--format", form)
    written = provenance("export", "--from", seeds_trace, "--format", form, "-o", tmp_path / "out")
    assert (shown.code, shown.err, written) == (0, "", (0, "", ""))
    assert (tmp_path / "out").read_bytes() == shown.out.encode()
    assert "harbour-strike-wire.txt" in shown.out or form == "mermaid"


def test_json_is_prov_json_and_leaves_out_what_is_hardly_likely(provenance, seeds_trace):
    def derivations(*arguments):
        content = json.loads(provenance("export", "--from", seeds_trace, "--json", *arguments).out)
        (bundle,) = content["bundle"].values()
        return {name: float(told["pv:probability"]["$"]) for name, told in bundle["wasDerivedFrom"].items()}

    usual, sure = derivations(), derivations("--least", ".9")
    assert min(usual.values()) >= 0.2
    assert 0 < len(sure) < len(usual)
    assert min(sure.values()) >= 0.9


def test_the_locale_changes_no_byte(seeds_trace):
    arguments = ["export", "--from", str(seeds_trace), "--format", "prov-n"]
    written = [
        subprocess.run(
            [*COMMAND, *arguments], env={"LC_ALL": locale, "PATH": ""}, capture_output=True, check=True
        ).stdout
        for locale in ("C", "C.UTF-8")
    ]
    assert written[0] == written[1]
    assert not written[0].isascii()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "nowhere"], 5, "E-NO-TRACE"),
        (["--format", "dot", "-o", "no/such/folder"], 6, "E-OUT"),
        (["--format", "pdf"], 2, "E-USAGE"),
        (["--least", "2"], 2, "E-USAGE"),
        (["--ranks", "0"], 2, "E-USAGE"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(provenance, seeds_trace, arguments, code, said):
    ran = provenance("export", *([] if "--from" in arguments else ["--from", seeds_trace]), *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"provenance: error: {said}")
    assert ran.err.count("\n") == 1
