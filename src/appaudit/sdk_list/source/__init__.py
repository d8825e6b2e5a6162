"""Files of source whose screens show a list: their texts, tables and the entries that calls make."""
