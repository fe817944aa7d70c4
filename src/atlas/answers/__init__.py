"""What can be asked without a page: one code behind addresses, commands, Python and tools."""
