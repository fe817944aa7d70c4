"""A view of the data as one ZIP file that can be kept, passed on and deposited."""
