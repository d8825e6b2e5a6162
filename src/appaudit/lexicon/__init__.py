"""The words that appaudit reads by, as records; the catalogue fills them from `rules/lexicon/`."""
