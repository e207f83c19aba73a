"""Outcomes become a calibration table: isotonic regression by pooling adjacent violators, then a few rows of it.

Ayer, Brunk, Ewing, Reid and Silverman, "An empirical distribution function for sampling with incomplete information",
Annals of Mathematical Statistics 26 (1955).
"""

from collections.abc import Sequence

SMOOTH = 2.0  # outcomes, half of them true, that are added to each row: no row says that all or none are true


def isotonic(outcomes: Sequence[tuple[float, bool]], rows: int) -> list[tuple[float, float]]:
    """What was said against how often it was true, in `rows` rows of as many outcomes each and the ends at 0 and 1.

    >>> isotonic([(0.2, False), (0.3, False), (0.6, True), (0.7, False), (0.8, True), (0.9, True)], 3)
    [(0.0, 0.0), (0.25, 0.25), (0.65, 0.5), (0.85, 0.75), (1.0, 1.0)]
    """
    ordered = sorted(outcomes)
    size = len(ordered) / rows
    parts = [ordered[round(i * size) : round((i + 1) * size)] for i in range(rows)]
    pools = [[sum(p for p, _ in part), sum(y for _, y in part) + SMOOTH / 2, len(part), SMOOTH] for part in parts]
    means = [round(pool[0] / pool[2], 4) for pool in pools]
    blocks: list[tuple[float, float, int]] = []  # true, of how many, rows
    for _, true, n, more in pools:
        blocks.append((true, n + more, 1))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            (a, b, c), (d, e, f) = blocks[-2:]
            blocks[-2:] = [(a + d, b + e, c + f)]
    shares = [round(true / n, 4) for true, n, count in blocks for _ in range(count)]
    return [(0.0, 0.0), *dict(zip(means, shares, strict=True)).items(), (1.0, 1.0)]
