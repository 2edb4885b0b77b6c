"""Reference pages of the guide that are made from the code itself, so that they cannot say anything else than it does.

The field guide is ``schema.guide``; here are the rules and the commands. ``tests/reference.py`` puts the pages together
with the examples and writes them into ``content/acuan/``; a test fails while they are stale.
"""
