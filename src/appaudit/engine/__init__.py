"""Rules: loading, matching under coverage, linting. Knows fact kinds, never artifacts or reports."""
