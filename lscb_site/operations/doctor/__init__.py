"""How the site is: examinations, each with an end, and findings that say how to mend what is wrong (decision 47)."""
