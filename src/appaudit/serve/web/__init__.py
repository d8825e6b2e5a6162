"""What a browser or a pipeline sees of the workbench: pages, their style and script, and the REST API."""
