"""What of the text of a Word document nobody sees, by runs, styles, colours and boxes."""
