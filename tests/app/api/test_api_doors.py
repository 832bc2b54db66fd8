"""Who gets in: no token, a wrong one, one without the scope; always the table decides."""

from __future__ import annotations

import re

import pytest
from api_caller import Caller
from builders import an_actor
from django.test import Client

from setia.api.application import operations
from setia.core.issue_token import GRANTABLE, issue_token
from setia.core.models import Integration, TrailEntry
from setia.core.permissions import PERMITTED
from setia.core.revoke_token import revoke_token

EVERY = [
    pytest.param(method, re.sub(r"{[^}]*}", "x", path), permission, id=f"{method} {path}")
    for method, path, permission in operations()
]


@pytest.mark.parametrize(("method", "path", "permission"), EVERY)
def test_without_a_token_nothing_is_told(db, method, path, permission):
    answer = Caller()(method, path)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="setia"'
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path", "permission"), EVERY)
def test_every_scope_but_the_needed_one_is_not_enough(
    db, with_scopes, method, path, permission
):
    answer = with_scopes(*(GRANTABLE - {permission}))(method, path, {})
    assert answer.status_code == 403
    assert answer.json()["problems"][0]["params"] == {"scope": permission}


@pytest.mark.parametrize(("method", "path", "permission"), EVERY)
def test_the_needed_scope_alone_opens_the_door(db, with_scopes, method, path, permission):
    if path.endswith("awards"):
        path += "?party=x"
    answer = with_scopes(permission)(method, path, None)
    assert answer.status_code not in {401, 403}
    assert answer.status_code < 500


@pytest.mark.parametrize(("method", "path", "permission"), EVERY)
def test_a_revoked_token_opens_nothing(db, method, path, permission):
    integration, token = issue_token("Kasir", [permission], an_actor())
    revoke_token(integration, an_actor(), "lost")
    answer = Caller(token)(method, path)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_every_operation_asks_for_a_permission_of_the_table_that_a_token_can_have():
    asked = {permission for _, _, permission in operations()}
    assert asked <= set(PERMITTED)
    assert asked <= GRANTABLE


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic x", "Bearer setia_é", "x"]
)
def test_a_header_that_is_no_token_is_unauthorised(db, header):
    answer = Client().get("/api/v1/parties", headers={"Authorization": header})
    assert answer.status_code == 401


def test_a_token_is_kept_as_a_digest_only(db):
    integration, token = issue_token("Kasir", ["party.see"], an_actor())
    kept = Integration.objects.values().get(pk=integration.pk)
    assert token not in str(kept)
    assert token not in str(list(TrailEntry.objects.values()))


def test_use_is_noted_at_most_once_a_minute(caller, monkeypatch):
    caller.get("/parties")
    first = Integration.objects.get().last_used_at
    caller.get("/parties")
    assert first is not None
    assert Integration.objects.get().last_used_at == first


def test_a_session_means_nothing_to_the_api(db, django_user_model):
    client = Client()
    user = django_user_model.objects.create(username="ratna", role="owner")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/parties").status_code == 401
