from base64 import b64encode
from io import BytesIO

import qrcode
from odoo import api, models
from odoo.tools.image import image_data_uri

# Odoo's own barcodes take ten times as long, which counts with a form per household.
DOTS = 8


class PropertyVisitForm(models.AbstractModel):
    """The code on a questionnaire's paper form."""

    _inherit = "property.visit.form"

    @api.model
    def _qr(self, address):
        """A QR code of an address, as picture in the page."""
        code = qrcode.QRCode(
            error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=DOTS, border=4
        )
        code.add_data(address)
        file = BytesIO()
        code.make_image().save(file, format="PNG")
        return image_data_uri(b64encode(file.getvalue()))
