"""One module a format: `ORDER`, `accepts(name, data)` and `read_rows(name, data)`."""
