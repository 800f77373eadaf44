"""Two people and one thing: nothing typed is lost, and nothing that somebody else saved is overwritten unseen.

See docs/decisions/0016.
"""
