"""Records of a WARC, parted into kept, removed and rejected, byte for byte; removed ones say what they match."""

from typing import BinaryIO

from provenance.base.errors import InputError
from provenance.corpus.formats.unpacking import opened
from provenance.corpus.formats.warc import WarcRecord, warc_records
from provenance.corpus.writers.row_formats import EXTRA, Counts, Job
from provenance.corpus.writers.row_outcomes import Match


def write_warc(job: Job, kept: BinaryIO, removed: BinaryIO, rejected: BinaryIO) -> Counts:
    """How many records went where. Those that hold no article, such as requests and pictures, are rejected ones."""
    stay = gone = neither = 0
    try:
        with opened(job.file, job.stdin) as (handle, _):
            for record in warc_records(handle, job.file.packing, job.settings, verbatim=True):
                fate = job.fates.of(record.number)
                if fate is True:
                    kept.write(record.raw)
                    stay += record.whole
                elif isinstance(fate, Match):
                    removed.write(_with_fields(record, fate))
                    gone += record.whole
                else:
                    rejected.write(record.raw)
                    neither += record.whole
    except InputError:
        pass  # the ledger has it; what came before stands
    return stay, gone, neither


def _with_fields(record: WarcRecord, match: Match) -> bytes:
    r"""A record's bytes with its match in further fields of its header.

    >>> raw = b"WARC/1.0\r\nContent-Length: 4\r\n\r\nRain\r\n\r\n"
    >>> _with_fields(WarcRecord(1, {}, raw=raw), Match("a", 1.0, 1.0, .5)).splitlines()[:3]
    [b'WARC/1.0', b'Provenance-Match: a', b'Provenance-Similarity: 1.0']
    """
    if not record.whole:
        return record.raw
    first, mark, remainder = record.raw.partition(b"\n")
    names = ("-".join(word.capitalize() for word in name.split("_")) for name in EXTRA)
    lines = (f"{name}: {_in_line(value)}" for name, value in zip(names, match, strict=True))
    end = b"\r\n" if first.endswith(b"\r") else b"\n"
    return first + mark + b"".join(line.encode() + end for line in lines) + remainder


def _in_line(value: object) -> str:
    """A value as a header can hold it."""
    return " ".join(str(value).encode("utf-8", "replace").decode().split())
