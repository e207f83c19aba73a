"""News agencies and other bodies that articles credit, read from a table that anyone can extend.

The shipped table is agencies.tsv beside this file. A user's own file has the same columns; a line with a known id
replaces the shipped one.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from provenance.base.errors import SettingsError
from provenance.origin.names import BodyName, Finder, Grade

SHIPPED = Path(__file__).with_name("agencies.tsv")
KINDS = ("agency", "broadcaster", "syndicate", "newspaper", "site", "press-release", "unnamed")
CHAINS = ("", "relay", "origin")
_REQUIRED = ("id", "name", "aliases")


@dataclass(frozen=True)
class Agency:
    """One body that a credit may name, as its line of the table says."""

    id: str
    name: str
    kind: str = "agency"  # unnamed: "Agencies", a credit that names nobody
    country: str = ""  # ISO 3166
    languages: tuple[str, ...] = ()  # ISO 639-1
    aliases: tuple[str, ...] = ()  # as printed, in any script
    needs_cue: tuple[str, ...] = ()  # aliases read only in their exact case, with a word of reporting beside them
    common: tuple[str, ...] = ()  # aliases that are ordinary words too: brackets, datelines, end marks, "X news agency"
    places: tuple[str, ...] = ()  # names of its country and seat, where an alias clashes with another body's
    chain: str = ""  # in "(A/B)": relay passes on whatever it stands beside, origin is never a mere relay
    domains: tuple[str, ...] = ()
    wikidata: str = ""
    notes: str = ""


_LISTS = {"languages": ",", **dict.fromkeys(("aliases", "needs_cue", "common", "places", "domains"), "|")}
_COLUMNS = tuple(Agency.__dataclass_fields__)


class Catalogue:
    """All known bodies, with one scan that finds every name of theirs in a text.

    >>> [(name.agencies, name.start) for name in Catalogue.load().names("Rain, Tasnim reported.")]
    [(('tasnim',), 6)]
    """

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self.agencies = {agency.id: agency for agency in sorted(agencies, key=lambda agency: agency.id)}
        self._by_alias: dict[str, list[str]] = {}
        for agency in self.agencies.values():
            for alias in agency.aliases:
                self._by_alias.setdefault(alias, []).append(agency.id)
        self._by_domain: dict[str, list[str]] = {}
        for agency in self.agencies.values():
            for domain in agency.domains:
                self._by_domain.setdefault(domain, []).append(agency.id)
        self._finder = Finder((alias, tuple(ids), self._grade(alias, ids)) for alias, ids in self._by_alias.items())

    @classmethod
    def load(cls, *tables: Path) -> Self:
        """The shipped table, each further file adding to it or replacing lines of the same id.

        Raises SettingsError naming file, line and column for a table that cannot be used.
        """
        agencies: dict[str, Agency] = {}
        for path in (SHIPPED, *tables):
            agencies |= {agency.id: agency for agency in _read(path)}
        return cls(agencies.values())

    @classmethod
    def of_run(cls, lines: Iterable[Mapping[str, Any]]) -> Self:
        """The shipped table with the lines that a run wrote down.

        >>> Catalogue.of_run([{"id": "osk", "name": "Osk Wire", "aliases": ["OSKW"]}]).find("OSKW")[0].name
        'Osk Wire'
        """
        agencies = {agency.id: agency for agency in _read(SHIPPED)}
        for line in lines:
            fields: dict[str, Any] = {name: tuple(value) if name in _LISTS else value for name, value in line.items()}
            agencies[line["id"]] = Agency(**fields)
        return cls(agencies.values())

    def own_lines(self) -> list[dict[str, Any]]:
        """The lines that are not the shipped table's: what a run writes down of the tables that it was given."""
        shipped = {agency.id: agency for agency in _read(SHIPPED)}
        return [asdict(agency) for name, agency in self.agencies.items() if shipped.get(name) != agency]

    def __getitem__(self, agency: str) -> Agency:
        return self.agencies[agency]

    def find(self, alias: str) -> tuple[Agency, ...]:
        """The bodies that go by exactly this name; several where the name is shared.

        >>> [agency.id for agency in Catalogue.load().find("KNA")]
        ['kna_de', 'kna_ke']
        """
        return tuple(self.agencies[agency] for agency in self._by_alias.get(alias, ()))

    def names(self, text: str) -> list[BodyName]:
        """Every name of a body in the text, longest first where names overlap, in order of place."""
        return self._finder.names(text)

    def names_of(self, texts: Sequence[str]) -> list[list[BodyName]]:
        """The names in each text; many texts at once take less time."""
        return self._finder.names_of(texts)

    def at_most(self, texts: Sequence[str]) -> list[int]:
        """For each text a number of names that `names` does not exceed, at less than its cost."""
        return self._finder.at_most(texts)

    def bodies_of(self, outlet: str | None, url: str | None, language: str | None = None) -> frozenset[str]:
        """Which bodies the outlet itself is, by its name or the address of the article; language tells two of one name.

        >>> sorted(Catalogue.load().bodies_of("Mehr News Agency (English)", None))
        ['mehr']
        >>> sorted(Catalogue.load().bodies_of(None, "https://en.mehrnews.com/news/1"))
        ['mehr']
        """
        heading = (outlet or "").split(" (", maxsplit=1)[0].strip()
        spellings = (heading, heading.removeprefix("The "), heading.upper())
        candidates = next(filter(None, (self._by_alias.get(spelling) for spelling in spellings)), [])
        in_language = [
            candidate for candidate in candidates if language != "en" and language in self.agencies[candidate].languages
        ]
        candidates = in_language or candidates
        hosts = {_host(address) for address in (outlet, url) if address}
        homes = [
            candidate for host in hosts for domain in _domains(host) for candidate in self._by_domain.get(domain, ())
        ]
        return frozenset(homes or (candidates if len(candidates) == 1 else ()))

    def _grade(self, alias: str, ids: list[str]) -> Grade:
        agencies = [self.agencies[body] for body in ids]
        if any(agency.kind == "unnamed" for agency in agencies):
            return "unnamed"
        if any(alias in agency.common for agency in agencies):
            return "common"
        return "needs_cue" if any(alias in agency.needs_cue for agency in agencies) else "sure"


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "//" in address else "//" + address).hostname
    except ValueError:  # a half-written IPv6 address
        return ""
    return (host or "").removeprefix("www.")


def _domains(host: str) -> list[str]:
    """A host and the domains it lies in.

    >>> _domains("en.mehrnews.com")
    ['en.mehrnews.com', 'mehrnews.com', 'com']
    """
    parts = host.split(".")
    return [".".join(parts[i:]) for i in range(len(parts))]


def _read(path: Path) -> list[Agency]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError("E-CATALOGUE", error.strerror or "cannot be read", path=path) from None
    except UnicodeDecodeError as error:
        raise SettingsError("E-CATALOGUE", f"is not UTF-8 (byte {error.start})", path=path) from None
    rows = csv.reader(io.StringIO(content, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    _check_header(header, path)
    lines: dict[str, int] = {}
    agencies = []
    for line, row in enumerate(rows, start=2):
        if not any(row):
            continue
        agency = _agency(header, row, path, line)
        if agency.id in lines:
            raise SettingsError(
                "E-CATALOGUE", f"column id: {agency.id!r} stands on line {lines[agency.id]} too", path=path, line=line
            )
        lines[agency.id] = line
        agencies.append(agency)
    return agencies


def _check_header(header: list[str], path: Path) -> None:
    unknown = sorted(set(header) - set(_COLUMNS))
    missing = [column for column in _REQUIRED if column not in header]
    if unknown or missing or len(set(header)) < len(header):
        what = (
            f"unknown column {unknown[0]!r}" if unknown else f"column {missing[0]} is missing" if missing else "twice"
        )
        raise SettingsError("E-CATALOGUE", what, path=path, line=1, advice="columns " + ", ".join(_COLUMNS))


def _agency(header: list[str], row: list[str], path: Path, line: int) -> Agency:
    if len(row) != len(header):
        raise SettingsError("E-CATALOGUE", f"{len(row)} columns, not {len(header)}", path=path, line=line)
    fields = {column: value.strip() for column, value in zip(header, row, strict=True)}
    for column in _REQUIRED:
        if not fields[column]:
            raise SettingsError("E-CATALOGUE", f"column {column} is empty", path=path, line=line)
    for column, allowed in (("kind", KINDS), ("chain", CHAINS)):
        if fields.get(column, allowed[0]) not in allowed:
            what = f"column {column}: {fields[column]!r} is none of {', '.join(filter(None, allowed))}"
            raise SettingsError("E-CATALOGUE", what, path=path, line=line)
    lists = {
        column: tuple(item.strip() for item in fields.pop(column).split(separator) if item.strip())
        for column, separator in _LISTS.items()
        if column in fields
    }
    for column in ("needs_cue", "common"):
        for alias in lists.get(column, ()):
            if alias not in lists["aliases"]:
                what = f"column {column}: {alias!r} is not among the aliases"
                raise SettingsError("E-CATALOGUE", what, path=path, line=line)
    return Agency(**fields, **lists)  # type: ignore[arg-type]
