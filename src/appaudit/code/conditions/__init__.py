"""What decides whether an instruction runs at a first launch: consent, branches, messages, orders, failures."""
