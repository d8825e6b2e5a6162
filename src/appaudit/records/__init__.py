"""Records of third parties, as documents write them: tables, labelled lines, entries of lists, and running text."""
