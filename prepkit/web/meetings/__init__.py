"""A worker invites to a meeting, changes it, calls it off; and what the young person is told."""
