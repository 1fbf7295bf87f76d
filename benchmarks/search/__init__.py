"""How well, how fast and at what cost the search finds."""
