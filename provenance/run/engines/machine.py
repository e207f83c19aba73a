"""The engine that is there always: this process, with all cores and the disk of one machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from provenance.base.settings import Settings
from provenance.run.dedupe import DedupeOptions, dedupe_inputs
from provenance.run.engines.cluster import Cluster
from provenance.run.engines.task import Task
from provenance.run.pool.workers import Workers
from provenance.run.stages import Listener


class MachineEngine:
    """The Engine of one machine."""

    @staticmethod
    def dedupe(task: Task) -> dict[str, Any]:
        """Write the rows that stay, those that go and why, with clusters, pairs and ledger; what run.json says."""
        run = dedupe_inputs(
            task.inputs,
            Path(task.out),
            task.settings,
            DedupeOptions(columns=task.columns, force=task.force, dry_run=task.dry_run, lock_seconds=task.lock_seconds),
            Listener(task.on_read, task.started, task.on_note),
        )
        if task.dry_run:
            task.on_removed(run.clusters.filter(~run.clusters["kept"]))
        return run.run

    @staticmethod
    @contextmanager
    def text_workers(cluster: Cluster | None, settings: Settings) -> Iterator[type[Workers]]:
        """Workers of a trace: processes of this machine."""
        yield Workers
