"""The page where anyone prints a deck of cards."""
