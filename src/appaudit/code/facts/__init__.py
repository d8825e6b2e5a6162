"""One module a kind of fact that bytecode shows."""
