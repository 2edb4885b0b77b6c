"""A whole cycle in a throw-away repository, for rehearsal, for the sample years and for tests."""
