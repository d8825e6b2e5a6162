"""What an app shows and embeds: the words on its screens, policies among its texts, calls in its scripts."""
