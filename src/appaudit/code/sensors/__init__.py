"""Motion sensors in bytecode: who listens, and what a reading sets in motion."""
