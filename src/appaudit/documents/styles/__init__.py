"""Style sheets, read as browsers read them: selectors, values, conditions, and which declaration wins."""
