"""JavaScript, TypeScript and the markup beside them, to facts about what they call, when, and on which terms."""
