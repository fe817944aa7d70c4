"""The map of where exercises took place."""
