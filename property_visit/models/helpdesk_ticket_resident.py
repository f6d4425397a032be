from odoo import api, fields, models
from odoo.fields import Domain

from .property_resident_mixin import resident_query

STAFF = "base.group_user"
# Visitors come by a link alone, and Odoo's portal compares its token in their name;
# they read no ticket by themselves.
NOT_RESIDENTS = "base.group_user,base.group_public"


class HelpdeskTicket(models.Model):
    """Which tickets a resident follows on the portal (design: Privacy).

    helpdesk_mgmt opens a ticket to everybody under one commercial partner, so that the
    contacts of one building read each other's cases. Here:

    - a ticket of a household belongs to its partner and to whoever is a member of that
      household today; being a follower or under the same commercial partner opens
      nothing, for both last longer than the time somebody lives there;
    - a ticket without household stays as helpdesk_mgmt has it, with one exception: the
      ticket of a person known as member of other households is closed to those who
      merely share a commercial partner, unless they were made followers themselves.

    Two record rules ask the two fields below: one opens, one closes. Both leave with
    this add-on, and helpdesk_mgmt's own rule is as it was.
    """

    _inherit = "helpdesk.ticket"

    is_of_resident = fields.Boolean(
        compute="_compute_residents", search="_search_is_of_resident"
    )
    is_of_neighbour = fields.Boolean(
        compute="_compute_residents", search="_search_is_of_neighbour"
    )
    # Who could read the token would keep the ticket after moving out; by searching
    # messages one could guess what internal notes say, and the number and title of a
    # duplicate are another household's.
    access_token = fields.Char(groups=NOT_RESIDENTS)
    message_ids = fields.One2many(groups=NOT_RESIDENTS)
    website_message_ids = fields.One2many(groups=NOT_RESIDENTS)
    duplicate_id = fields.Many2one(groups=STAFF)
    duplicate_ids = fields.One2many(groups=STAFF)
    duplicate_count = fields.Integer(groups=STAFF)

    # ------------------------------------------------------------------ who

    @api.depends_context("uid")
    @api.depends("partner_id", "household_id")
    def _compute_residents(self):
        tickets = self.sudo().with_context(active_test=False)
        own = tickets.filtered_domain(self._resident_domain())
        foreign = (tickets - own).filtered_domain(self._neighbour_domain())
        for ticket in self:
            ticket.is_of_resident = ticket in own
            ticket.is_of_neighbour = ticket in foreign

    def _search_is_of_resident(self, operator, _value):
        if operator != "in":
            return NotImplemented
        return resident_query(self, "resident")

    def _search_is_of_neighbour(self, operator, _value):
        if operator != "in":
            return NotImplemented
        return resident_query(self, "neighbour")

    def _resident_domain(self):
        """Domain of what is the user's own: as partner, or by household today (H1)."""
        partner = self.env.user.partner_id
        return Domain("partner_id", "=", partner.id) | Domain(
            "household_id", "in", partner._households_of_user().ids
        )

    def _neighbour_domain(self):
        """Domain of what belongs to other households than the user's."""
        neighbour = Domain("partner_id.is_of_neighbour", "=", True) & ~Domain(
            "message_partner_ids", "in", self.env.user.partner_id.ids
        )
        foreign = Domain("household_id", "!=", False) | neighbour
        return foreign & ~self._resident_domain()

    def _may_close_from_portal(self):
        """Whether the user may close this ticket on the portal.

        :return: True for staff who may write it, for residents whose case it is, and
            for everybody who reads it when it has no household (as in helpdesk_mgmt)
        """
        self.ensure_one()
        if self.has_access("write"):
            return True
        case = self.is_of_resident or not self.sudo().household_id
        return self.has_access("read") and case

    # ------------------------------------------------------------------ what

    def _get_portal_attachments(self):
        """The files a resident may have: those of messages that are not internal.

        A file of no message is shown when somebody from outside sent it (with the
        portal's form) or when the ticket has no household (as in helpdesk_mgmt).

        :return: ir.attachment recordset, sudo
        """
        self.ensure_one()
        ticket = self.sudo()
        files = ticket.attachment_ids
        messages = self.env["mail.message"].sudo()
        with_files = Domain("attachment_ids", "in", files.ids)
        here = Domain("model", "=", self._name) & Domain("res_id", "=", self.id)
        here &= Domain("message_type", "!=", "user_notification")
        here &= messages._get_search_domain_share()
        loose = files - messages.search(with_files).attachment_ids
        if ticket.household_id:
            loose = loose.filtered("create_uid.share")
        return files & (messages.search(with_files & here).attachment_ids | loose)

    @api.model
    def _revoke_shown_tokens(self):
        """Void the links to internal files that helpdesk_mgmt's pages have shown."""
        files = self.env["ir.attachment"].sudo()
        known = files.search(
            [("res_model", "=", self._name), ("access_token", "!=", False)]
        )
        tickets = self.sudo().browse(set(known.mapped("res_id"))).exists()
        for ticket in tickets:
            files |= ticket._get_portal_attachments()
        (known - files).access_token = False

    # ------------------------------------------------------------------ tokens

    def _sign_token(self, pid):
        """Residents cannot read the token; their answers are signed all the same."""
        return super(HelpdeskTicket, self.sudo())._sign_token(pid)

    @api.model
    def _get_thread_with_access(self, thread_id, *, token=None, **kwargs):
        """As in Odoo; a link compares, even for who is signed in, and never breaks.

        Odoo raises on a token that is no plain text, and when the ticket has none.
        """
        comparable = isinstance(token, str) and token.isascii()
        if not comparable or not self.sudo().browse(thread_id).exists().access_token:
            token = None
        thread = super()._get_thread_with_access(thread_id, token=token, **kwargs)
        return thread.sudo() if token else thread

    def _get_share_url(self, *args, share_token=True, **kwargs):
        """Who is signed in needs no token, and keeps none when moving out."""
        share_token = share_token and (self.env.su or not self.env.user.share)
        return super()._get_share_url(*args, share_token=share_token, **kwargs)
