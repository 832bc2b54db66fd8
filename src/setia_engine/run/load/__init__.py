"""From the files of a data folder to laid facts.

find the files → stage CSV as Parquet of text → check every cell and key → lay down.
Parquet and CSV go through the same SQL, so a cell has one meaning however it is written.
"""

from __future__ import annotations

from setia_engine.run.load.open_facts import open_facts

__all__ = ["open_facts"]
