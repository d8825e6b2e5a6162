"""Tables to records, whatever became of their cells: ruled, flattened, glued together or a cell a line."""
