"""Publications in a chain, on a branch that only grows."""
