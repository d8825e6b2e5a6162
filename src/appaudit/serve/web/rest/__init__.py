"""The REST API: what the command line answers, for pipelines that must not install Python."""
