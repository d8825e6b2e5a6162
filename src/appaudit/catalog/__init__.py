"""What is known: rules, SDKs, laws, words, loaded once. The only room that opens files under `rules/`."""
