"""English: one sentence for each key, and the habits of writing."""
