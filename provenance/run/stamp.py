"""What run.json says of every result: what made it, of which inputs, by which settings."""

from typing import Any

from provenance.base.settings import Settings
from provenance.base.tables import SCHEMA_VERSION
from provenance.base.tokens import VERSION as TOKENS_VERSION
from provenance.base.version import __version__


def stamp(inputs: str, settings: Settings) -> dict[str, Any]:
    """The first fields of run.json; `inputs` is their hash.

    >>> sorted(stamp("1f", Settings()))
    ['inputs', 'schema', 'settings', 'tokens', 'version']
    """
    return {
        "version": __version__,
        "schema": SCHEMA_VERSION,
        "tokens": TOKENS_VERSION,
        "settings": settings.flat(),
        "inputs": inputs,
    }
