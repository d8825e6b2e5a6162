"""One method at a time: what its registers hold, which of its instructions run, and what it calls."""
