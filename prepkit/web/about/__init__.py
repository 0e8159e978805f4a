"""The pages about soc, its meetings, and one's rights."""
