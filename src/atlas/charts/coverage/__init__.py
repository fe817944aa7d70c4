"""Charts of the data themselves: which sources say how much of which years."""
