"""What the sources say of a sentence that somebody else has written."""
