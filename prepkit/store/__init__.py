"""Disk and database: the library of banks, the sealed boxes, the staff. Knows no paper or pages."""
