"""The pages of whoever has a code on a letter or a link, and of the helper it lets in."""
