from odoo import api, fields, models


class PropertyAcknowledgement(models.Model):
    """Who has to read a revision, and when they confirmed it (M5a)."""

    _name = "property.acknowledgement"
    _description = "Confirmation of reading"
    _order = "read_at desc nulls first, estate_id, user_id, id"
    _rec_name = "user_id"

    revision_id = fields.Many2one(
        "document.page.history", required=True, readonly=True, index=True
    )
    page_id = fields.Many2one(
        related="revision_id.page_id", string="Document", store=True, index=True
    )
    revision_name = fields.Char(related="revision_id.name", string="Number")
    category_id = fields.Many2one(
        related="page_id.parent_id", string="Category", store=True
    )
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True)
    estate_id = fields.Many2one(
        "property.estate",
        required=True,
        readonly=True,
        index=True,
        help="Where this person is concerned by it.",
    )
    asked_at = fields.Datetime(readonly=True, default=fields.Datetime.now)
    read_at = fields.Datetime(string="Confirmed", readonly=True)
    active = fields.Boolean(
        default=True, help="Off once a newer revision has replaced this one."
    )

    _reader_unique = models.UniqueIndex(
        "(revision_id, user_id)", "This person was asked about that revision already."
    )

    @api.model
    def _ask(self, revision, readers):
        """Ask people to read a revision; each gets an activity on the document.

        :param revision: `document.page.history`, one record
        :param readers: dict user → estate where it concerns them
        :return: the new records
        """
        page = revision.page_id
        for user in readers:
            page.with_context(mail_activity_quick_update=True).activity_schedule(
                "property_visit.activity_read_document",
                summary=self.env._(
                    "Read %(document)s, revision %(number)s",
                    document=page.name,
                    number=revision.name or revision.id,
                ),
                user_id=user.id,
            )
        return self.create(
            [
                {
                    "revision_id": revision.id,
                    "user_id": user.id,
                    "estate_id": estate.id,
                }
                for user, estate in readers.items()
            ]
        )

    def _confirm(self, at):
        """Note that it was read.

        :param at: naive UTC datetime
        """
        self.filtered(lambda line: not line.read_at).read_at = at
        self._forget_reminder()

    def _forget_reminder(self):
        self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", "document.page"),
                ("res_id", "in", self.page_id.ids),
                ("user_id", "in", self.user_id.ids),
                (
                    "activity_type_id",
                    "=",
                    self.env.ref("property_visit.activity_read_document").id,
                ),
            ]
        ).unlink()

    def action_remind(self):
        """Write once more to those who have not confirmed."""
        self.check_access("read")
        waiting = self.sudo().filtered(lambda line: not line.read_at)
        for (page, lang), lines in waiting.grouped(
            lambda line: (line.page_id, line.user_id.lang)
        ).items():
            told = page.with_context(lang=lang)
            told.message_notify(
                partner_ids=lines.user_id.partner_id.ids,
                subject=told.env._("Please read %s", told.name),
                body=told.env._(
                    "A revision of this document waits for you to confirm that you have"
                    " read it."
                ),
            )

    def action_open_page(self):
        """The document itself."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "document.page",
            "res_id": self.page_id.id,
            "views": [
                (self.env.ref("document_page.view_wiki_form").id, "form"),
            ],
        }
