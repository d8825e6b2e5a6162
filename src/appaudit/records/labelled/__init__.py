"""Labels with values to records: on lines, in cards and parts of a page, and in sections that a name heads."""
