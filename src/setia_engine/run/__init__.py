"""Run: load facts, plan the queries, evaluate on an engine, write the results.

The only room that speaks to DuckDB or Spark, and the only one with input and output.
"""
