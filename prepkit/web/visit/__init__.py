"""What is around every young person's page: a safe way out of it, and how it looks."""
