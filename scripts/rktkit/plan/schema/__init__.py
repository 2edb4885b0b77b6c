"""The one schema: every file under ``rkt/`` described once, as cerberus rules with ``meta``.

From it come the validator, the JSON Schema, the field guide and the Excel form.
"""
