"""A young person prepares: from the first page to the papers."""
