"""Which methods run at launch, which later, and by whom."""
