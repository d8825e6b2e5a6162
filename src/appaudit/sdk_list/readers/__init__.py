"""One module a format: `ORDER`, `accepts(name, data, lexicons)` and `read_rows(name, data, lexicons)`."""
