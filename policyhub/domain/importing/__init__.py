"""Turns what was recognised in a file, and what a person decided about it, into what a paper will be made of."""
