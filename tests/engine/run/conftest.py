"""How hard generated runs are tried: ``dev`` by default, more where time allows it.

HYPOTHESIS_PROFILE=ci pytest tests/engine/run
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Worlds take long to lay down, and a fixture that hands out engines may be shared.
PATIENT = settings(
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)

for name, examples in {"dev": 12, "ci": 100, "thorough": 1_000}.items():
    settings.register_profile(name, PATIENT, max_examples=examples)
