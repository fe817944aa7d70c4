"""The network of who is tied to whom, and how."""
