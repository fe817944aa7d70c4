"""Charts of exercises: the timeline and its context, months, domains."""
