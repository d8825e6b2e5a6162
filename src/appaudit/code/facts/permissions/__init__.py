"""Permissions that code asks for, and what follows a refusal."""
