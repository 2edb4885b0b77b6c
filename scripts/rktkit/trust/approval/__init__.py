"""The policy of the office, and whether a merge keeps it."""
