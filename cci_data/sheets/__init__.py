"""The Desk's workbook: its sheets, their columns, and what a cell of each may hold.

Template, export and import read the same definitions: a column that is added to a sheet here is in all three.
"""
