"""Where the command line writes, and how it complains."""

from __future__ import annotations

import sys

from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def complain(sentence: str) -> None:
    """Tell of something that went wrong."""
    sys.stderr.write(f"setia: {sentence.strip().rstrip(':')}\n")


def counted(number: int, one: str, many: str) -> str:
    """Write a number of things: 1 line, 2 lines."""
    return f"{number:,} {one if number == 1 else many}"
