"""The files of the data: read into tables, or every problem with them at once."""
