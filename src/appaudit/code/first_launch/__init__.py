"""What holds at a first launch, when nothing is stored and nobody has agreed: fields, flags, settings, permissions."""
