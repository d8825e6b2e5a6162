"""Lists whose entries are all written in one way: what parts them is learned from all of them together."""
