"""What the site's heavier work costs, measured: programs to run by hand, each printing its figures."""
