"""What a code, a unit or a fund may be called, in its own year and in later ones."""
