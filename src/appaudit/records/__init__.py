"""Records of third parties, as documents write them: table rows, labelled blocks, and sentences that say it all."""
