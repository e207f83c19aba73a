"""Slow twins: the same results by the plainest means, one number at a time, for tests to hold the fast ones against."""

_WORD = 2**64  # numbers wrap here, as in 64-bit arithmetic


def shingles(hashes: list[int], size: int) -> list[int]:
    """Every run of `size` hashes (of all, where there are fewer) as a polynomial, finished by MurmurHash3's fmix64."""
    size = min(size, len(hashes))
    found = []
    for start in range(len(hashes) - size + 1 if size else 0):
        value = 0
        for number in hashes[start : start + size]:
            value = (value * 0x9E3779B97F4A7C15 + number) % _WORD
        found.append(fmix64(value))
    return found


def fmix64(value: int) -> int:
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ value >> 33) * factor % _WORD
    return value ^ value >> 33


def digest(hashes: list[int]) -> list[int]:
    """128 bits of a row of tokens: each stirred with its place, and added up in two ways."""
    one = two = 0
    for place, number in enumerate(hashes, 1):
        once = fmix64((number + place * 0x9E3779B97F4A7C15) % _WORD)
        twice = once * 0xC2B2AE3D27D4EB4F % _WORD
        one, two = (one + once) % _WORD, (two + (twice ^ twice >> 29)) % _WORD
    return [fmix64(one ^ len(hashes)), fmix64((two + len(hashes)) % _WORD)]


def buckets(signatures: list[list[int]], bands: int, rows: int) -> set[tuple[int, int]]:
    """All pairs of rows that share a whole band: what candidates must connect."""
    count = range(len(signatures))
    return {
        (left, right)
        for left in count
        for right in count[left + 1 :]
        if any(
            signatures[left][band * rows :][:rows] == signatures[right][band * rows :][:rows] for band in range(bands)
        )
    }


def similarity(left: set[int], right: set[int]) -> tuple[float, float, float]:
    """Jaccard similarity, share of left in right, share of right in left."""
    if not left or not right:
        return 0.0, 0.0, 0.0
    shared = len(left & right)
    return shared / len(left | right), shared / len(left), shared / len(right)


def winnowed(hashes: list[int], window: int) -> set[int]:
    """The places of the smallest of every `window` neighbours of one piece, the rightmost where several are."""
    windows = [range(start, start + window) for start in range(len(hashes) - window + 1)] or [range(len(hashes))]
    return {min(places, key=lambda place: (hashes[place], -place)) for places in windows if len(places)}


def anchors(prints: list[tuple[int, int, int]], order: list[int], back: int = 2) -> list[tuple[int, int, int, int]]:
    """(left, right, left_at, right_at) of each fingerprint (hash, article, place) and where it was met before.

    That is: its first place in the first article that has it, by rank, and in the last two before its own; in all
    before its own where those are fewer than eight.
    """
    found = set()
    for number, article, place in prints:
        first_at: dict[int, int] = {}
        for other, other_article, other_place in sorted(prints, key=lambda row: row[2]):
            if other == number and order[other_article] < order[article]:
                first_at.setdefault(other_article, other_place)
        before = sorted(first_at, key=lambda other: order[other])
        for other in {*before[:1], *before[-back:]} if len(before) >= 8 else before:
            found.add((article, other, place, first_at[other]))
    return sorted(found)
