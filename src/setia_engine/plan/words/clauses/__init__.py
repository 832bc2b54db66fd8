"""What a plan promises, clause by clause, before it is put into any language."""
