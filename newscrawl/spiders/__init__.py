"""One spider class for all outlets."""
