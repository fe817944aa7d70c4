"""Two sides of one chart: other years, sources, counting rules or versions of the data."""
