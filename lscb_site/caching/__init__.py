"""Pages kept ready in front of Django, and the number by which every process knows that they are still true.

Settings load this package to reach the database's engines below it, so nothing is imported here.
"""
