"""What was published of each item, and the draft that is written beside what is live.

See docs/decisions/0033.
"""
