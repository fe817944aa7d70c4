"""What a reader has gathered, as a document to take away: as a page, as slides, as a text."""
