"""Writing rules: what `appaudit rules` checks and begins. Knows the knowledge and the judge, never artifacts."""
