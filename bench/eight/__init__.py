"""Eight plans of eight kinds, against an analyst's SQL and a user's pandas script."""
