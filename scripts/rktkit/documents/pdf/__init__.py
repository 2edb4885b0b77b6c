"""The plan on paper, set by Typst."""
