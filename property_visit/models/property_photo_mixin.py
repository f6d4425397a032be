from odoo import api, models


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
        """Make loose photos of this user part of the record."""
        for record in self:
            files = self.env["ir.attachment"].sudo()
            for name in self._file_fields:
                files |= record[name].sudo()
            files.filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user
            ).write({"res_model": record._name, "res_id": record.id})
