"""Keeps newscrawl/datelines/aliases.csv: what speaks for each printed name of an agency."""
