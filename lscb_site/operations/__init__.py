"""What keeps the site running: the three processes and what they say of their health."""
