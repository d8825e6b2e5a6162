"""Writing rules: what `appaudit rules` checks and begins. Knows the catalogue and the judge, never artifacts."""
