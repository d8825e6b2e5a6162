"""Files of documents to text with places: blocks, tables, sections and sentences, whatever the format."""
