"""What needs somebody: each module tells of one part of the site, and `gathering` puts them in order of harm."""
