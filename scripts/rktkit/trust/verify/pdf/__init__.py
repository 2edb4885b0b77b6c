"""The PDF of a plan: what the signature inside it vouches for, and whose document one from somewhere else is."""
