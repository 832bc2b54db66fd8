"""A caller of the API, with a token of the scopes that a test wants."""

from __future__ import annotations

import pytest
from api_caller import Caller
from builders import an_actor

from setia.core.issue_token import GRANTABLE, issue_token


@pytest.fixture(autouse=True)
def mounted(settings):
    settings.ROOT_URLCONF = "urls_of_api"
    settings.STATIC_ROOT.mkdir(exist_ok=True)


@pytest.fixture
def with_scopes():
    def caller(*scopes, language="en"):
        _, token = issue_token("Kasir", scopes, an_actor())
        return Caller(token, language)

    return caller


@pytest.fixture
def caller(db, with_scopes):
    return with_scopes(*GRANTABLE)
