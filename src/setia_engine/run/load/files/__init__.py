"""The files of a table: which they are, what they hold, CSV made as readable as Parquet."""
