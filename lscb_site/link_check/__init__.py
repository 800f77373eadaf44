"""Links that lead nowhere: those that editors wrote, looked at by night, and those that readers asked for in vain."""
