"""Registers of others, turned into rows of the project's own form."""
