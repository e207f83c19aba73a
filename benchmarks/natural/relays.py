"""The names under which newspapers credit what they relay: are they known to the catalogue?"""

from collections import Counter
from pathlib import Path

import polars as pl

from benchmarks.natural.figures import Figure, share
from provenance.origin.credits.catalogue import Catalogue


def measured(data: Path) -> dict[str, dict[str, Figure | str]]:
    """All figures by table and row."""
    table = pl.read_parquet(data / "relay_edges.parquet")
    return {
        "relays: credited names known to the catalogue": {
            **_known(table, "target_attribution", "target_site"),
            **_known(table, "source_attribution", "source_site"),
        }
    }


def _known(table: pl.DataFrame, column: str, site: str) -> dict[str, Figure | str]:
    catalogue = Catalogue.load()
    names = {agency.name.casefold() for agency in catalogue.agencies.values()}
    rows = [
        (place or "", name.strip()) for place, name in table.select(site, column).iter_rows() if (name or "").strip()
    ]
    own = Counter(name for place, name in rows if not _found(catalogue, name))
    return {
        f"{column}: rows": share([(place, float(_found(catalogue, name))) for place, name in rows]),
        f"{column}: distinct names": share(
            [(name, float(_found(catalogue, name))) for name in sorted({n for _, n in rows})]
        ),
        f"{column}: baseline, the body's own name exactly": share(
            [(place, float(name.casefold() in names)) for place, name in rows]
        ),
        f"{column}: not known": ", ".join(f"{name} ({count})" for name, count in own.most_common(8)) or "none",
    }


def _found(catalogue: Catalogue, name: str) -> bool:
    """Whether a body's name stands in the credit, or the credit is its address."""
    return bool(catalogue.names(name) or catalogue.bodies_of(name, None))
