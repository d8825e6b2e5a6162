"""Two versions held against each other: what changed, what the change itself breaches, and both as text for people."""
