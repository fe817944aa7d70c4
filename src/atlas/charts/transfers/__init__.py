"""Charts of transfers: flows, matrix, courses, volumes, sums over the years."""
