"""Rules over facts, in three values, and what their outcomes amount to: findings with evidence and names."""
