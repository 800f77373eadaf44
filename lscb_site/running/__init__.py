"""`make run`: the whole portal on one machine, from a bare checkout to a site that answers.

The Makefile puts the libraries into `.venv`; `python -m lscb_site.running` does the rest. Production does not use this
room: it runs the lines of the Procfile itself (see docs/operating.md).
"""
