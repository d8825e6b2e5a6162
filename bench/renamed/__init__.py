"""Makes `rules/renamed/`: what renaming leaves of SDKs and libraries, from published archives."""
