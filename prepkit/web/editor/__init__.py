"""The pages where staff sign in and keep the question banks."""
