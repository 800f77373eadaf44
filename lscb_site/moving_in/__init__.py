"""Brings an old library into this one: files in a folder, and a sheet that says what each of them is.

What comes in is a draft, whoever starts the command: a publisher looks at it first. Everything is told from rows and
bytes that are there, so a run that was stopped is started again and goes on where it was.
"""
