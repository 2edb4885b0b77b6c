"""From a merge to a publication; signatures that come before or after it."""
