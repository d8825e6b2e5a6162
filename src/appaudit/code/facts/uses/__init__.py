"""Uses of catalogued APIs: which call, with which arguments, asking for what."""
