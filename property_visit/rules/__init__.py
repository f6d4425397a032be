"""The rules of the field in plain Python: no Odoo, no clock, no language."""
