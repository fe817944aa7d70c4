"""Data and charts at stable addresses: `/api/v1`, first version."""
