"""How the site is: examinations, each with an end, whose findings say what is wrong and how to mend it (decision 47)."""
