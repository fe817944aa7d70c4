"""Dataset → the plain frame that a chart draws; all arithmetic lives here."""
