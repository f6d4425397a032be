import logging

from odoo import api, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class PropertyVisitForm(models.AbstractModel):
    """A printed form as a file, to be mailed or shown on the portal."""

    _inherit = "property.visit.form"

    @api.model
    def _file(self, report, record, name):
        """Print a record, as the user of this environment reads it.

        While the add-on is being installed there is no server to fetch the pages' style
        from; where no PDF can be made, the letter goes without it.

        :param report: name of the report, `property_visit.report_…`
        :param name: of the file, without ending
        :return: an `ir.attachment` (sudo), or none
        """
        files = self.env["ir.attachment"].sudo()
        reports = self.env["ir.actions.report"]
        state = reports.get_wkhtmltopdf_state()
        if not self.env.registry.ready or state not in ("ok", "upgrade"):
            return files
        try:
            content, kind = reports._render_qweb_pdf(report, record.ids)
        except UserError:
            _logger.exception("%s of %s cannot be printed", report, record)
            return files
        if kind != "pdf":
            return files
        return files.create(
            {"name": f"{name}.pdf", "raw": content, "mimetype": "application/pdf"}
        )
