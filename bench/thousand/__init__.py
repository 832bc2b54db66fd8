"""A thousand plans of mixed scope and window, against one hand-written query for each."""
