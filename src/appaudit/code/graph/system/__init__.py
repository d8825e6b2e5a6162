"""What the system runs of an app without a call in its code: by a person's action, an event, a document, a name."""
