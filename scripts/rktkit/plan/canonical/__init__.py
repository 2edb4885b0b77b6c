"""The canonical form of a file and of each value in it."""
