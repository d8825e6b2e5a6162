"""What the HTML report shows, prepared for its templates: no template looks anything up or decides anything."""
