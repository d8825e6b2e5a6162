"""Apps whose truth is known by construction, and how appaudit does on them."""
