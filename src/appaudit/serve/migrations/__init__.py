"""The tables as they came to be: one module a change, never edited once it is released."""
