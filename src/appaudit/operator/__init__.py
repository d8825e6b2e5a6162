"""What only the operator of an app knows: the declaration, and the duties that follow from it by a date."""
