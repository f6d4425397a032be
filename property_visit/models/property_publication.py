from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command, Domain

STAFF = "base.group_user"


class PropertyPublication(models.Model):
    """What was made public where: result, notice or thanks (N1, Q7).

    Residents read on the portal what is shown there, of the estates they live in, from
    moving in to moving out; where else it hangs, and the proof of it, is for the staff.
    """

    _name = "property.publication"
    _description = "Publication"
    _inherit = ["mail.thread", "property.photo.mixin"]
    _order = "date desc, id desc"
    _file_fields = ("photo_ids", "attachment_ids")

    name = fields.Char(string="Title", required=True, tracking=True)
    kind = fields.Selection(
        [
            ("monthly_summary", "Monthly summary"),
            ("questionnaire", "Questionnaire result"),
            ("thanks", "Thanks"),
            ("other", "Notice"),
        ],
        required=True,
        default="other",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    estate_ids = fields.Many2many(
        "property.estate",
        string="Estates",
        required=True,
        domain="[('company_id', '=', company_id)]",
    )
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        tracking=True,
        help="From this day on, by the estate's clock, residents read it.",
    )
    body = fields.Html(string="What Residents Read")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "property_publication_document_rel",
        string="Documents",
        help="The notice as it hangs out, as PDF.",
    )
    photo_ids = fields.Many2many(
        "ir.attachment", "property_publication_photo_rel", string="Photos"
    )
    on_portal = fields.Boolean(string="On the Portal", copy=False, tracking=True)
    place_ids = fields.One2many(
        "property.publication.place", "publication_id", groups=STAFF
    )
    res_model = fields.Char(string="Made From", readonly=True, groups=STAFF)
    res_id = fields.Many2oneReference(
        model_field="res_model", readonly=True, groups=STAFF
    )
    is_of_resident = fields.Boolean(
        compute="_compute_is_of_resident", search="_search_is_of_resident"
    )
    active = fields.Boolean(default=True, tracking=True)
    message_ids = fields.One2many(groups=STAFF)

    # ------------------------------------------------------------------ residents

    @api.depends_context("uid")
    @api.depends("on_portal", "estate_ids", "date", "active")
    def _compute_is_of_resident(self):
        own = self.sudo().filtered_domain(self._resident_domain())
        for publication in self:
            publication.is_of_resident = publication in own

    def _search_is_of_resident(self, operator, _value):
        """A query, for the portal runs record rules with the resident's rights."""
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", self.sudo()._search(self._resident_domain()))

    def _resident_domain(self):
        """Domain of what the user reads as a resident of today (H1)."""
        estates = self.env.user.partner_id._households_of_user().estate_id
        begun = Domain.OR(
            Domain("estate_ids", "in", estate.id)
            & Domain("date", "<=", estate._today())
            for estate in estates
        )
        return Domain("on_portal", "=", True) & Domain("active", "=", True) & begun

    def _get_portal_attachments(self):
        """The documents and photos that whoever reads the notice may have with it.

        Residents read no attachment by themselves: these come with the token that
        Odoo's own `/web/content` and `/web/image` ask for.

        :return: ir.attachment recordset, sudo
        :raise AccessError: the user does not read the notice
        """
        self.check_access("read")
        files = self.sudo().attachment_ids | self.sudo().photo_ids
        files.generate_access_token()
        return files

    # ------------------------------------------------------------------ guards

    @api.constrains("estate_ids", "company_id")
    def _check_estates(self):
        for publication in self:
            estates = publication.estate_ids
            if not estates:
                raise ValidationError(
                    self.env._("Choose the estates that this is published at.")
                )
            if estates.company_id != publication.company_id:
                raise ValidationError(
                    self.env._("Publish at estates of one company at a time.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("on_portal") for vals in vals_list):
            self._check_may_show()
        publications = super().create(vals_list)
        publications.filtered("on_portal")._note_portal()
        return publications

    def write(self, vals):
        if vals.get("on_portal"):
            self._check_may_show()
        done = super().write(vals)
        if vals.get("on_portal"):
            self._note_portal()
        return done

    def _check_may_show(self):
        supervisor = "property_visit.group_property_supervisor"
        if not (self.env.su or self.env.user.has_group(supervisor)):
            raise AccessError(
                self.env._("Ask your supervisor to show this on the portal.")
            )

    def _note_portal(self):
        """The portal is one of the places, from its day on (N1)."""
        for publication in self.sudo():
            if "portal" not in publication.place_ids.mapped("place"):
                place = {"place": "portal", "date": publication.date}
                publication.place_ids = [Command.create(place)]

    # ------------------------------------------------------------------ actions

    def action_show(self):
        """Show it to residents on the portal (N1).

        :raise AccessError: to whom is below a supervisor
        """
        self.on_portal = True

    def action_hide(self):
        """Take it off the portal; where and when it was shown stays on record."""
        self.on_portal = False

    def action_open_source(self):
        """Return the action that opens what it was made from.

        :rtype: dict or None, where it was written by hand
        """
        self.ensure_one()
        if not self.res_id:
            return None
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
