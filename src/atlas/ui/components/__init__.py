"""Parts of pages that need JavaScript of their own."""
