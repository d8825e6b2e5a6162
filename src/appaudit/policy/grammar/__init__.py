"""The grammars of statements: who does what with which data, by language."""
