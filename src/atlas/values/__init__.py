"""What a cell can be: dates, countries and the pair of them, values in words."""
