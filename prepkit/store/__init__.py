"""Disk and database: the library of banks, the sealed boxes, the staff. Knows nothing of paper or pages."""
