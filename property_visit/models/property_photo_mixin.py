from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

from .photo_files import LARGEST, encode_anew, is_of_phone, no_photo

PICTURES = ("image/jpeg", "image/png", "image/gif")
PAGES = ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml")


class PropertyPhotoMixin(models.AbstractModel):
    """Photos are seen by whoever sees the record they were taken for.

    What is uploaded before a record is saved belongs to nothing, so that only the one
    who uploaded it could ever open it.
    """

    _name = "property.photo.mixin"
    _description = "Record with photos"
    _file_fields = ("photo_ids",)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        # Reading them where none were given would cost queries, and residents may not.
        if any(not vals.keys().isdisjoint(self._file_fields) for vals in vals_list):
            records._keep_photos()
        return records

    def write(self, vals):
        written = super().write(vals)
        if not vals.keys().isdisjoint(self._file_fields):
            self._keep_photos()
        return written

    def _keep_photos(self):
        """Make loose photos of this user part of the record.

        :raise UserError: a file is too large, or a page that only says it is a photo
        """
        for record in self:
            files = self.env["ir.attachment"].sudo()
            for name in self._file_fields:
                files |= record[name].sudo()
            loose = files.filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user
            )
            for file in loose:
                self._encode_photo(file)
            loose.write({"res_model": record._name, "res_id": record.id})

    def _encode_photo(self, file):
        """What its bytes are decides, not its name; pictures lose where they were."""
        data = file.raw or b""
        if len(data) > LARGEST:
            raise UserError(
                self.env._(
                    "A photo may have %s MB at most: choose a smaller one.",
                    LARGEST >> 20,
                )
            )
        found = guess_mimetype(data)
        if found in PAGES:
            raise no_photo()
        if found in PICTURES or is_of_phone(data):
            file.write({"raw": encode_anew(data), "mimetype": "image/jpeg"})
