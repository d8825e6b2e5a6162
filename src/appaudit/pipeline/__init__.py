"""The whole audit: inputs in, report document out. The only room that knows all stages."""
