"""Who can call whom: all methods of a program as one graph, with what the system calls by itself."""
