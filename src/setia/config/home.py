"""The folder where an installation keeps what is its own: database, keys, facts, uploads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

VARIABLE = "SETIA_HOME"
DEFAULT = Path("var/setia")


def home_folder() -> Path:
    """Return the folder, made if it is missing, readable by its owner only."""
    folder = Path(os.environ.get(VARIABLE, DEFAULT)).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def key(name: str) -> str:
    """Return a secret of this installation; drawn once and kept in a file of the home.

    Two processes that start at once agree: the file is put in place by a link, which only
    one of them can make.
    """
    if given := os.environ.get(f"SETIA_{name.upper()}"):
        return given
    path = home_folder() / f"{name.lower().replace('_', '-')}.txt"
    if not path.exists():
        _put_in_place(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="utf-8").strip()


def _put_in_place(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
