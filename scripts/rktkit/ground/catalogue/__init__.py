"""Every rule and its words, in one place: ID, severity, sentence and remedy."""
