"""What a young person shared with a code, for somebody who is signed in."""
