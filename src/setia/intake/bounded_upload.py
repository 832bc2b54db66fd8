"""Stop reading a request that is larger than any file we take."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

FORM_BYTES = 1024 * 1024


class BoundedUploadHandler(FileUploadHandler):
    """Goes before Django's own handlers, so that an endless file never fills the disk."""

    _seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand a piece on, until it is too much.

        Raises:
            StopUpload: More has come than a file may have; the rest is not read.
        """
        del start
        self._seen += len(raw_data)
        if self._seen > settings.UPLOAD_MOST_BYTES + FORM_BYTES:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> Any:  # noqa: ANN401 - Django's contract
        """Leave the file to the next handler."""
        del file_size
