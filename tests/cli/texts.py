"""A few invented articles, and how they stand in a corpus."""

import json
from collections.abc import Iterable

FERRY = (
    "BRENHOLM, March 3 (Reuters) - The car ferry Alma lost both engines off the Skarn lighthouse on Monday and drifted "
    "for six hours before two tugs from Vessby brought her in, the harbour office said. None of the 212 aboard "
    "was hurt. The engineer on watch had reported a smell of burnt rubber at noon, according to the log book."
)
NEAR_FERRY = FERRY.replace("Monday", "Sunday").replace("log book", "logbook")
TURNIPS = (
    "Farmers around Pellworth expect the poorest turnip harvest in memory, blaming slugs and a cold May. The growers' "
    "union wants the county to open its seed bank and to lower the water rates for smallholders."
)
MUSEUM = (
    "The clockmakers' museum in Oster Lane reopens on Friday after a leak that soaked its workshop in January. Curator "
    "Mirela Dontas says the long-case clocks survived because volunteers carried them upstairs one by one."
)


def lines(records: Iterable[dict[str, object]]) -> bytes:
    """JSON lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


CORPUS = [
    {"id": "ferry", "text": FERRY, "published": "2024-03-03"},
    {"id": "near", "text": NEAR_FERRY, "published": "2024-03-04"},
    {"id": "turnips", "text": TURNIPS},
    {"id": "museum", "text": MUSEUM},
]
