"""Who looks after what, when it is looked at again, and the reminders of that day.

What is in force is stated (`resources.force`), and a borough's numbers are confirmed (`lscb_contacts.freshness`): there
that is the check, and nothing here says otherwise. Of everything else “Checked, still right” is said here.
"""
