"""What sources say about China–Russia military cooperation: tables, built datasets, charts and
files.
"""
