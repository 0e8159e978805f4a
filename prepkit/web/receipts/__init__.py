"""The page where an adult fills in the receipt after a meeting, and prints it. Nothing is kept."""
