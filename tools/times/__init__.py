"""Compiles `newscrawl/times/tables.bin`, the words in which listing times are printed: see README.md."""
