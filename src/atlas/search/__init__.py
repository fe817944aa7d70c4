"""One box over all that the records are called."""
