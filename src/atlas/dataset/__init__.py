"""Tables and a choice of sources made into the records that are shown."""
