"""Which names an operation reads from the query; any other is refused.

A misspelt filter that is passed over would answer with everything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja.operation import Operation

from setia.core.errors import Problem, Refused

Run = Callable[..., Any]
MOST_TOLD = 80
"""So many characters of a name that nobody knows are told back."""


def knowing_its_query(run: Run) -> Run:
    """Let the request carry what its operation reads, for the door to compare."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    known = frozenset(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    )

    def run_knowing(request: HttpRequest, **rest: Any) -> Any:  # noqa: ANN401 - as in the framework
        request.known_query = known  # type: ignore[attr-defined]
        return run(request, **rest)

    return run_knowing


def refuse_unknown(request: HttpRequest) -> None:
    """Refuse a query that holds a name which the operation does not know.

    Raises:
        Refused: With a problem for each such name.
    """
    known: frozenset[str] = request.known_query  # type: ignore[attr-defined]
    unknown = [name[:MOST_TOLD] for name in request.GET if name not in known]
    if unknown:
        allowed = {"known": ", ".join(sorted(known)) or "-"}
        raise Refused([Problem("query.unknown", name, allowed) for name in unknown])
