"""What of the findings counts: those the operator accepts, and those that an earlier audit knew."""
