"""Share a whole out by weights, so that the parts sum exactly to it."""

from __future__ import annotations

from collections.abc import Sequence

WHOLE = 100
"""Parts are whole units; amounts are in hundredths of one."""


def shared_out(total_minor: int, weights: Sequence[int]) -> list[int]:
    """Return a part for each weight, by largest remainder, ties to the earlier one.

    Each exact part is rounded down, towards minus infinity, and the units left over go one
    each to the largest remainders. Where the weights sum to nothing, the last carries all.
    """
    together = sum(weights)
    if not weights:
        return []
    if together == 0:
        return [*(0 for _ in weights[:-1]), total_minor]
    units, sen = divmod(total_minor, WHOLE)
    size = WHOLE
    if sen:
        units, size = total_minor, 1
    sign = 1 if together > 0 else -1
    exact = [divmod(sign * units * weight, sign * together) for weight in weights]
    parts = [whole for whole, _ in exact]
    left = units - sum(parts)
    largest = sorted(range(len(parts)), key=lambda place: -exact[place][1])
    for place in largest[:left]:
        parts[place] += 1
    return [part * size for part in parts]
