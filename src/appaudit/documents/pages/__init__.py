"""Web pages: their text as a browser shows it, and what of it their styles, boxes and scripts take away."""
