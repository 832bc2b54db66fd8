"""What a cell means: SQL from what a file holds to instants, days and whole units."""
