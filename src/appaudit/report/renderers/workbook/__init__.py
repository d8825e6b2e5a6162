"""The sheets of the workbook, one kind of table a module."""
