"""Founding an office: from a few answers to its own repository, with the program in it and nothing of the sample."""
