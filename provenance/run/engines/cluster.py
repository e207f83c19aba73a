"""Where and how Spark runs, as a user says it. Nothing heavy is imported here: every command knows these options."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cluster:
    """Where and how Spark runs."""

    master: str = "local[*]"
    parts: int = 8  # of a shuffle
    work: str = ""  # the folder of the stages, which all executors reach; empty: OUT/_work
    conf: Mapping[str, str] = field(default_factory=dict)
