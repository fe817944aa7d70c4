"""Charts: a view says what is counted, a drawing how it looks."""
