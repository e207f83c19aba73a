"""`provenance check`: the gate for hooks and CI. It imports neither polars nor numba: a commit should not wait."""

from dataclasses import asdict
from pathlib import Path

import click

from provenance.base.plain import one_line, plain
from provenance.cli import options
from provenance.cli.streams import show, tell
from provenance.run.gate import check

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
@options.with_json
@options.with_settings
@options.with_forms
def command(
    files: tuple[str, ...],
    against: Path | None,
    index: Path | None,
    staged: bool,
    as_json: bool,
    settings_file: Path | None,
    **given: str | None,
) -> int:  # the exit code
    """Stop FILEs that copy an article of the folder, or each other.

    Blocked (exit 1): an exact or near duplicate, or half of whose words stand in passages shared with one article.
    Any other significant passage is a warning. Pairs in the folder's accepted.toml stand. A FILE is never compared
    with itself. One that cannot be read stops too (exit 3; exit 4 if none can).

    \b
    Examples:
      provenance check seeds/new-article.txt
      provenance check incoming/*.txt --against corpus/
      provenance check incoming/*.txt --index archive.index
      provenance check --staged seeds/new-article.txt      what the commit would hold
    """
    against = against or (Path("seeds") if index is None else None)
    settings = options.settings(settings_file, **options.forms(given))
    findings = check(files, against, settings, staged=staged, index=index)
    blocked = sum(one.level == "block" for one in findings)
    if as_json:
        show(options.json_of([asdict(one) for one in findings]))
    else:
        for one in findings:
            show(f"provenance: {one.level}: {plain(one.sentence)}\n")
        warned = len(findings) - blocked
        there = " and ".join(one_line(str(place)) for place in (against, index) if place is not None)
        tell(f"provenance: {len(files)} checked against {there}: {blocked} blocked, {warned} warned")
    if blocked:
        return FOUND
    unread = {one.article for one in findings if one.kind == "unread"}
    if unread and len(unread) == len(files):
        return options.UNREADABLE
    return options.REJECTED if unread or any(one.kind == "half-read" for one in findings) else 0
