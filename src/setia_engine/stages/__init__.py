"""The batch meaning of a plan, in the order of work.

Lines are worked on inside the engine, as Ibis expressions that DuckDB and Spark both
run: ``credit`` says whose they are and when they count, ``qualify`` which plans they
reach, ``measure`` what they sum to, ``explain`` what they carry. Awards are few and are
worked on outside, on exact integers: ``adjust`` and ``fund``.
``arithmetic`` is the only file that multiplies, divides or rounds.
"""
