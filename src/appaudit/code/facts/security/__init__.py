"""Encryption and connections: keys that are constants, certificates that anybody may have, plain addresses."""
