"""One reason for or against a derivation, as it stands in the table."""

from typing import NamedTuple


class Evidence(NamedTuple):
    """One reason, for or against: its weight in nats, and where a reader can check it (null where it is no text)."""

    kind: str
    weight: float
    article: str | None
    start: int | None
    end: int | None
    note: str
