"""The page where anyone prints a page of questions to write on by hand."""
