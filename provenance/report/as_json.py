"""A story or a comparison as JSON: the same fields in the same order, for programs."""

import dataclasses
import json
import math
from datetime import UTC, date, datetime

from provenance.base.escaping import printable_json
from provenance.report.comparison import Comparison
from provenance.report.story import Period, Story


def as_json(found: Story | Comparison) -> str:
    """Sorted keys, times in UTC, no NaN; control, bidi and format characters stand as JSON escapes.

    >>> from provenance.report.story import Node
    >>> print(value(Node("a", False, "Fire", None, Period(None, None)))["published"])
    {'first': None, 'last': None}
    """
    return (
        printable_json(json.dumps(value(found), ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True)) + "\n"
    )


def value(found: object) -> object:
    """Dataclasses as mappings, tuples as lists, times as ISO 8601; a number that JSON lacks as null."""
    if isinstance(found, Period):
        return {"first": value(found.first), "last": value(found.last)}
    if dataclasses.is_dataclass(found):
        fields = (field for field in dataclasses.fields(found) if field.metadata.get("json", True))
        return {field.name: value(getattr(found, field.name)) for field in fields}
    if isinstance(found, list | tuple):
        return [value(one) for one in found]
    if isinstance(found, datetime):
        return found.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(found, date):
        return found.isoformat()
    return None if isinstance(found, float) and not math.isfinite(found) else found
