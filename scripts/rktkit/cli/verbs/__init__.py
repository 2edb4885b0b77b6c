"""One module a verb: ``arguments(parser)`` says what it takes, ``run(args)`` does it and gives the exit status."""
