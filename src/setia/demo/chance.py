"""Chance that repeats: each noun draws from a stream of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.floating[Any]]
Days = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
Words = NDArray[np.object_]

GOLDEN = 0.6180339887498949


def stream(seed: int, noun: str) -> np.random.Generator:
    """Open the stream of a noun, so that a change to one table leaves the others alone."""
    return np.random.default_rng([seed, crc32(noun.encode())])


def even_spread(rng: np.random.Generator, count: int) -> Real:
    """Spread numbers over 0..1 in no visible order, yet evenly even where they are few."""
    return (rng.random() + np.arange(count) * GOLDEN) % 1.0


def words(values: Sequence[Any]) -> Words:
    """Hold texts as an array that can be indexed by arrays."""
    array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    return array
