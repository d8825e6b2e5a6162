"""Lists that scripts and JSON hold as data, and the markup that shows them."""
