"""What of the text of a PDF nobody sees: ink, colours, masks, layers and marks."""
