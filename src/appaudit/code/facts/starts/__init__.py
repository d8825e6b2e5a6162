"""Where an app starts SDKs, tells them what the user decided, or hands them something to start with."""
