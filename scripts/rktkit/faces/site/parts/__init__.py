"""Pieces of pages: pictures, statements, tables."""
