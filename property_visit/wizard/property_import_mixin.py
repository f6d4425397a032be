import base64

from odoo import models

from . import rejected_workbook


class PropertyImportMixin(models.AbstractModel):
    """Import of a workbook whose refused rows come back with their reasons."""

    _name = "property.import.mixin"
    _description = "Import of a workbook"

    def _rejected_file(self, register, rejected):
        """Return the refused rows as a workbook to correct, base64; False if none."""
        if not rejected:
            return False
        reasons = {
            row.number: "\n".join(
                f"{fault.column_heading}: {self._reason(fault)}" for fault in row.faults
            )
            for row in rejected
        }
        content = rejected_workbook.write(register, reasons, self.env._("Reason"))
        return base64.b64encode(content)
