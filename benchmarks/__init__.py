"""Side-by-side measurements, run by ``prepkit bench``."""
