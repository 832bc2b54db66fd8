"""Spark on two local cores: the same bytes as DuckDB, file by file."""
