"""A story or a comparison as JSON: the same fields in the same order, for programs."""

import dataclasses
import json
import math
from datetime import UTC, date, datetime

from provenance.base.escaping import printable_json
from provenance.report.comparison import Comparison
from provenance.report.story import Period, Story


def as_json(page: Story | Comparison) -> str:
    """Sorted keys, times in UTC, no NaN; control, bidi and format characters stand as JSON escapes.

    >>> from provenance.report.story import Node
    >>> print(value(Node("a", False, "Fire", None, Period(None, None)))["published"])
    {'first': None, 'last': None}
    """
    return printable_json(json.dumps(value(page), ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True)) + "\n"


def value(item: object) -> object:
    """Dataclasses as mappings, tuples as lists, times as ISO 8601; a number that JSON lacks as null."""
    if isinstance(item, Period):
        return {"first": value(item.first), "last": value(item.last)}
    if dataclasses.is_dataclass(item):
        fields = (field for field in dataclasses.fields(item) if field.metadata.get("json", True))
        return {field.name: value(getattr(item, field.name)) for field in fields}
    if isinstance(item, list | tuple):
        return [value(element) for element in item]
    if isinstance(item, datetime):
        return item.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(item, date):
        return item.isoformat()
    return None if isinstance(item, float) and not math.isfinite(item) else item
