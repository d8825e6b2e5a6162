"""Sentences of running text to records: who is embedded, used, handed something, or told of in brackets."""
