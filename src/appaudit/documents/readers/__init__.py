"""One module a document format, found by its presence.

Each has `ORDER` (who is asked first), `SUFFIXES` (file endings that such documents have in a folder),
`accepts(name, data)` and `read(name, data)`, which gives a `ParsedText` or raises an `ExtractionError`.
"""
