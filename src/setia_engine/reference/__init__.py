"""The plain-Python meaning of the plan language, to be read beside its specification.

Exact numbers (whole numbers and fractions), no tables, no engine; the files follow the
order of work: ``lines`` → ``performance`` (eligible, scope, measure, conditions) →
``reward`` and ``contest`` → ``adjust`` (rounding, cap, stacking, budget) → ``account``
(funding, explanation), called one after the other by ``evaluate``. Batch evaluation is
held to this, row for row.
"""
