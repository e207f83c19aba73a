"""`provenance check`: the gate for hooks and CI. It imports neither polars nor numba: a commit should not wait."""

from dataclasses import asdict
from pathlib import Path

import click

from provenance import __version__
from provenance.base.errors import SettingsError
from provenance.base.escaping import one_line, printable
from provenance.cli import options
from provenance.cli.streams import show, tell
from provenance.report.gate_formats import github, sarif
from provenance.run.gate.accepted import NAME, accept
from provenance.run.gate.findings import Finding, accept_block
from provenance.run.gate.gate import check

FOUND = 1  # exit code: something is blocked


@click.command("check")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--against",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder whose articles must not be copied.  [default: seeds; none with --index]",
)
@click.option(
    "--index",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of an index whose articles must not be copied.",
)
@click.option("--staged", is_flag=True, help="FILE and folder as in git's staging area, as the hook wants it.")
@click.option("--accept", nargs=2, metavar="A B", help="Let this pair stand from now on: ids or files of the folder.")
@click.option("--why", metavar="REASON", help="Why the pair may stand, in three words or more; with --accept.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed: sarif for code scanning, github for annotations.",
)
@options.with_json
@options.with_settings
@options.with_forms
def command(
    files: tuple[str, ...],
    against: Path | None,
    index: Path | None,
    staged: bool,
    accept: tuple[str, str] | None,
    why: str | None,
    form: str,
    as_json: bool,
    settings_file: Path | None,
    **reading_options: str | None,
) -> int:  # the exit code
    """Stop FILEs that copy an article of the folder, or each other. A FILE may be a pattern or an address.

    Blocked (exit 1): an exact or near duplicate, or half of whose words stand in passages shared with one article.
    Any other significant passage is a warning. Pairs in the folder's accepted.toml stand. A FILE is never compared
    with itself. One that should be an article and cannot be read stops too (exit 3; exit 4 if none can); one that is
    no article, such as a picture or a README, is named and passed over.

    \b
    Examples:
      provenance check seeds/new-article.txt
      provenance check incoming/*.txt --against corpus/
      provenance check "incoming/**/*.txt" --index archive.index
      provenance check s3://newsroom/incoming/story.txt --against corpus/
      provenance check --staged seeds/new-article.txt      what the commit would hold
      provenance check --accept seeds/new.txt seeds/old.txt --why "a relay, on purpose"
    """
    if accept is not None or why is not None:
        return _accepted(accept, why, against or Path("seeds"), files)
    against = against or (Path("seeds") if index is None else None)
    settings = options.settings(settings_file, **options.forms(reading_options))
    counts: list[int] = []
    findings = check(files, against, settings, staged=staged, index=index, counted=counts.append)
    _show(findings, "json" if as_json else form, against)
    if form == "text" and not as_json:
        collection = " and ".join(one_line(str(place)) for place in (against, index) if place is not None)
        tell(f"provenance: {summed_up(findings, counts[0], collection)}")
    if any(finding.level == "block" for finding in findings):
        return FOUND
    unread = {finding.article for finding in findings if finding.kind == "unread"}
    passed_over = {finding.article for finding in findings if finding.kind == "no-article"}
    if unread and not counts[0] and not passed_over:
        return options.UNREADABLE
    return options.REJECTED if unread or any(finding.kind == "half-read" for finding in findings) else 0


def _accepted(pair: tuple[str, str] | None, why: str | None, folder: Path, files: tuple[str, ...]) -> int:
    """Let a pair stand."""
    if pair is None or why is None or files:
        what = "--accept A B goes with --why REASON, and with no FILE"
        raise SettingsError("E-OPTION", what, advice='provenance check --accept A B --why "a relay, on purpose"')
    file = accept(folder, pair, why)
    tell(f"provenance: {one_line(str(file))} lets {one_line(pair[0])} and {one_line(pair[1])} stand")
    return 0


def _show(findings: list[Finding], form: str, against: Path | None) -> None:
    rows = [asdict(finding) for finding in findings]
    if form == "json":
        show(options.json_of(rows))
    elif form == "sarif":
        show(sarif(rows, __version__))
    elif form == "github":
        show(github(rows), nl=False)
    else:
        for finding in findings:
            show(f"provenance: {finding.level}: {printable(finding.sentence)}\n")
        block = accept_block(findings)
        if block:
            file = one_line(str((against or Path()) / NAME))
            show(
                f"If these may stand, say why (provenance check --accept A B --why …), or in {file}:\n"
                f"{printable(block)}\n"
            )


def summed_up(findings: list[Finding], count: int, collection: str) -> str:
    """How many files were checked, and how many articles were stopped; the numbers agree with what is shown.

    >>> summed_up([Finding("block", "part", "b", "a", ""), Finding("warn", "no-article", "c", None, "")], 2, "seeds")
    '2 files checked against seeds: 1 article blocked, 0 warned; 1 file not checked'
    """
    blocked = {finding.article for finding in findings if finding.level == "block"}
    warned = {finding.article for finding in findings if finding.kind == "passage"} - blocked
    left_out = {finding.article for finding in findings if finding.kind in ("no-article", "unread")}
    text = f"{_many(count, 'file')} checked against {collection}: "
    text += f"{_many(len(blocked), 'article')} blocked, {len(warned)} warned"
    return f"{text}; {_many(len(left_out), 'file')} not checked" if left_out else text


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
