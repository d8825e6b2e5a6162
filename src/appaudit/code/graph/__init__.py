"""The program as a whole: who can call whom, what the system calls by itself, and what runs when."""
