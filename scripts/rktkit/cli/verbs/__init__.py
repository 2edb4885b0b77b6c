"""One module a verb: ``Options`` is what it takes, ``run(options)`` does it and gives the exit status.

A verb of parts is a package with ``PARTS``, one module a part.
"""
