"""What is not live yet, as readers will get it: on a screen for staff, and by a link that ends for somebody outside."""
