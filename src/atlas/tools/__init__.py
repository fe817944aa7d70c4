"""What an assistant may ask, each answer with its evidence, so that what it says can be checked."""
