"""Answers about single methods, classes and calls, given the whole graph."""
