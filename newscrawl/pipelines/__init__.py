"""What is made of a story's printed texts, one job each, in the order they read."""
