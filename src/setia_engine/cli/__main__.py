"""``python -m setia_engine.cli``: the same as ``setia``."""

from __future__ import annotations

from setia_engine.cli.main import run

if __name__ == "__main__":
    run()
