"""Helps children and young people take part in meetings with social services."""
