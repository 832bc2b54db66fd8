"""Setia's engine: plans as data, real sales in, exact awards out, every rupiah explained.

The engine is a library without a clock, an environment or a translation. Sales and parties
come in as tables (``facts``), promises come in as documents (``plan``); ``run`` evaluates
them on DuckDB or Spark, ``reference`` says in plain Python what the answer must be.
"""
