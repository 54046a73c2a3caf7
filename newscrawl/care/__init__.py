"""Looks after a store: whether it is sound, copies of it, what it may forget, what is in it, and one story's life."""
