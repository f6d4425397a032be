from base64 import b64encode

from odoo import api, models
from odoo.tools.image import image_data_uri

QR_PIXELS = 400  # printed at 28 mm: sharp enough for any phone


class PropertyVisitForm(models.AbstractModel):
    """The code on a questionnaire's paper form."""

    _inherit = "property.visit.form"

    @api.model
    def _qr(self, address):
        """A QR code of an address, as picture in the page."""
        picture = self.env["ir.actions.report"].barcode(
            "QR", address, width=QR_PIXELS, height=QR_PIXELS, barLevel="M"
        )
        return image_data_uri(b64encode(picture))
