"""Files as they were handed in: stored under a random name, bounded, digested."""

from __future__ import annotations

import errno
import hashlib
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from setia.core.errors import Problem, Refused

SPACE_LEFT_BYTES = 200 * 1024 * 1024
"""What must stay free on the disk, so that the business can go on working."""


@dataclass(frozen=True)
class Stored:
    """A stored file: its name in the folder of uploads, its size and SHA-256."""

    name: str
    size: int
    digest: str


def path_of(name: str) -> Path:
    """Return where a stored file is."""
    return Path(settings.MEDIA_ROOT) / "imports" / name


def store(chunks: Iterable[bytes], suffix: str = "") -> Stored:
    """Write a file down, or nothing of it.

    Raises:
        Refused: It is empty or too large, or the disk has no room for it.
    """
    name = secrets.token_hex(16) + suffix
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_room(path.parent)
    try:
        size, digest = _written(path, chunks)
    except OSError as error:
        path.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Refused([Problem("import.disk_full", "file")]) from error
        raise
    except Refused:
        path.unlink(missing_ok=True)
        raise
    if size == 0:
        path.unlink()
        raise Refused([Problem("import.file_empty", "file")])
    return Stored(name, size, digest)


def forget_upload(name: str) -> None:
    """Remove a stored file."""
    path_of(name).unlink(missing_ok=True)


def _check_room(folder: Path) -> None:
    if shutil.disk_usage(folder).free < SPACE_LEFT_BYTES:
        raise Refused([Problem("import.disk_full", "file")])


def _written(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    seen, size = hashlib.sha256(), 0
    path.touch(mode=0o600)
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.UPLOAD_MOST_BYTES:
                most = settings.UPLOAD_MOST_BYTES // 1024 // 1024
                raise Refused([Problem("import.file_too_large", "file", {"most": most})])
            seen.update(chunk)
            file.write(chunk)
    return size, seen.hexdigest()
