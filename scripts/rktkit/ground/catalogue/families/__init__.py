"""What is said about forms, references and requests: one module a family of rules, with ``RULES`` and ``TEXTS``."""
