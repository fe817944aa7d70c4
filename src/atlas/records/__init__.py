"""What is known of records and sources, whichever chart shows them."""
