"""The web server around the dashboard: its own addresses, headers, files of the front end."""
