"""What each command of `atlas` does; `atlas.cli` puts them together."""
