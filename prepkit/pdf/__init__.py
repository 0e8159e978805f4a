"""Paper: cards and sheets as PDF. Knows nothing of databases or pages."""
