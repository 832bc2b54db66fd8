from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import transaction


@pytest.fixture
def transactional(db):
    """Give each generated example the database as it was."""

    @contextmanager
    def example():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return example
