"""Workbooks: what their cells show, conceal and lead to, beside what openpyxl gives."""
