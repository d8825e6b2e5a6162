"""Outcomes and facts to the report document, and the document to each output format."""
