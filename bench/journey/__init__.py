"""The Complete Journey: a year of a grocer's sales, a hundred plans, each award explained."""
