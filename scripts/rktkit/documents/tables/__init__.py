"""The office's tables F1 to F3 and those of an amendment, before any format."""
