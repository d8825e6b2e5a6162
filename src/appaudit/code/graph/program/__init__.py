"""All classes and methods of an app as one program, and which of them Android calls by itself."""
