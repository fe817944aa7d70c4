"""The front page's answers: how often, which way, how deep, and how sure each of them is."""
