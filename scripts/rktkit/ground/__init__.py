"""Bytes and places: files, Git, YAML with positions, findings. Knows nothing of plans or offices."""
