"""De-duplicates news articles and traces where they come from.

    import provenance as pv
    clean = pv.dedupe(frame).kept
    tables = pv.trace(frame)
    print(pv.compare("one text", "another text").meaning)

Names are imported on first use, so that the commands start fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from provenance.base.version import __version__

if TYPE_CHECKING:
    from provenance.base.errors import ProvenanceError
    from provenance.base.settings import Settings
    from provenance.base.tables import Tables
    from provenance.run.face import Deduped, compare, dedupe, trace
    from provenance.run.index.opened import Answer, Index
    from provenance.run.minhashes import from_datasketch, to_datasketch

__all__ = [  # `spark` is left out: `from provenance import *` must not start what may not be there
    "Answer",
    "Deduped",
    "Index",
    "ProvenanceError",
    "Settings",
    "Tables",
    "__version__",
    "compare",
    "dedupe",
    "from_datasketch",
    "to_datasketch",
    "trace",
]

_HOME = {
    "Answer": "provenance.run.index.opened",
    "Index": "provenance.run.index.opened",
    "Deduped": "provenance.run.face",
    "ProvenanceError": "provenance.base.errors",
    "Settings": "provenance.base.settings",
    "Tables": "provenance.base.tables",
    "compare": "provenance.run.face",
    "dedupe": "provenance.run.face",
    "spark": "provenance.run.engines.engine",
    "from_datasketch": "provenance.run.minhashes",
    "to_datasketch": "provenance.run.minhashes",
    "trace": "provenance.run.face",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOME:
        raise AttributeError(f"module 'provenance' has no attribute {name!r}")
    home = import_module(_HOME[name])
    return home.spark_api() if name == "spark" else getattr(home, name)


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted([*__all__, "spark"])
