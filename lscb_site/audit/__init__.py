"""Who did what that counts, in a record to which rows are only added.

It holds references and no text of what was done to: nothing in it ever has to be erased. See docs/decisions/0041.
"""
