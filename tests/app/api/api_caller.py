"""Calls the API as a program would."""

from __future__ import annotations

import json

from django.test import Client

ROOT = "/api/v1"


class Caller:
    """Calls the API with a token, as a program would."""

    def __init__(self, token: str = "", language: str = "en") -> None:
        self.token = token
        self.language = language

    def __call__(self, method, path, body=None, **headers):
        sent = {"Accept-Language": self.language}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        return Client(raise_request_exception=False).generic(
            method,
            path if path.startswith(ROOT) else ROOT + path,
            b"" if body is None else data,
            content_type="application/json",
            headers=sent | {k.replace("_", "-"): v for k, v in headers.items()},
        )

    def get(self, path, **headers):
        return self("GET", path, **headers)

    def post(self, path, body, **headers):
        return self("POST", path, body, **headers)
