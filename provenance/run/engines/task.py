"""What a run is asked for, whatever the engine, and what an engine is."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from provenance.base.settings import LOCK_SECONDS, Settings
from provenance.run.engines.cluster import Cluster

if TYPE_CHECKING:  # a run of dedupe reads no credits, dates or quotations: their rooms are not loaded
    from provenance.run.pool.text_stages import TextStages
    from provenance.run.pool.workers import Workers

Hear = Callable[[Sequence[Any], Mapping[str, int], int], None]  # entries of the ledger, their verdicts, the articles

MakeWorkers = Callable[["TextStages", Path, int | None], "Workers"]


@dataclass(frozen=True)
class Task:
    """What a run is asked for, whatever the engine."""

    inputs: Sequence[str]
    out: str
    settings: Settings
    columns: Mapping[str, str] = field(default_factory=dict)
    force: bool = False
    dry_run: bool = False  # nothing is written but stages
    lock_seconds: float = LOCK_SECONDS
    cluster: Cluster = field(default_factory=Cluster)
    on_read: Hear = lambda *_: None
    started: Callable[[str], None] = lambda _: None
    on_removed: Callable[[Any], None] = lambda _: None  # on a dry run: CLUSTERS of some articles that would go
    on_note: Callable[[str], None] = lambda _: None


class Engine(Protocol):
    """A class with what a command needs of an engine."""

    def dedupe(self, task: Task) -> dict[str, Any]:
        """Write the rows that stay, those that go and why, with clusters, pairs and ledger; what run.json says."""

    def text_workers(self, cluster: Cluster, settings: Settings) -> AbstractContextManager[MakeWorkers]:
        """Who reads the texts of a trace."""
