import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

# Typed from paper, too: no letters or figures that look like each other.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
TOKEN_LENGTH = 14  # 69 random bits, in a QR code of the smallest sizes

CHANNELS = [
    ("link", "Link"),
    ("qr", "QR code"),
    ("paper", "Paper form"),
    ("door", "At the door"),
    ("phone", "Phone"),
    ("letter", "Letter"),
    ("fax", "Fax"),
]
# Typed in by staff on the household's behalf (Q8).
STAFF_CHANNELS = ("paper", "door", "phone", "letter", "fax")


class PropertyQuestionnaireRecipient(models.Model):
    """A household that is asked: its link, and its one answer (Q1).

    Rows are inserted by one statement for a whole campaign, so they carry no messages
    and no computed columns. Nobody writes them by hand: actions do. The answer itself
    is made when the link is opened first. `issued_at` empty: the form could not be
    handed out. Left out: not in the base of any rate, and still in sight.
    """

    _name = "property.questionnaire.recipient"
    _description = "Household asked"
    _order = "building_id, household_id"
    _rec_name = "household_id"

    questionnaire_id = fields.Many2one(
        "property.questionnaire", required=True, readonly=True, ondelete="restrict"
    )
    household_id = fields.Many2one(
        "property.household",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    estate_id = fields.Many2one(
        "property.estate", required=True, readonly=True, ondelete="restrict"
    )
    building_id = fields.Many2one(
        "property.building", readonly=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(related="household_id.partner_id")
    phone = fields.Char(related="household_id.partner_id.phone", string="Phone")
    email = fields.Char(related="household_id.partner_id.email", string="Email")
    butler_id = fields.Many2one(related="household_id.butler_id")
    token = fields.Char(required=True, readonly=True, copy=False)
    url = fields.Char(compute="_compute_url", string="Link")
    qr_url = fields.Char(compute="_compute_url", string="QR Code")
    channel = fields.Selection(
        CHANNELS, readonly=True, help="The way the answer came, or is coming."
    )
    typed_by_id = fields.Many2one(
        "res.users", readonly=True, help="Who entered it on the household's behalf."
    )
    user_input_id = fields.Many2one(
        "survey.user_input",
        string="Answer",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    issued_at = fields.Datetime(string="Handed Out On", readonly=True)
    invited_at = fields.Datetime(
        string="Link Sent At", readonly=True, help="When the link was mailed first."
    )
    returned_at = fields.Datetime(readonly=True)
    reminder_count = fields.Integer(string="Reminders", readonly=True)
    last_reminder_at = fields.Datetime(readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Not answered"),
            ("answered", "Answered already"),
            ("left_out", "Left out"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    reason = fields.Char(
        readonly=True, help="Why it was left out, or could not be handed out."
    )

    _household_unique = models.UniqueIndex(
        "(questionnaire_id, household_id)", "A household is asked once."
    )
    _token_unique = models.UniqueIndex("(token)", "Each household has its own link.")
    _by_state = models.Index("(questionnaire_id, state, estate_id, building_id)")

    @api.depends("token")
    def _compute_url(self):
        base = self.browse().get_base_url()
        for recipient in self:
            recipient.url = f"{base}/q/{recipient.token}"
            recipient.qr_url = f"{base}/q/{recipient.token}/p"

    @api.model
    def _new_token(self):
        return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))

    @api.model
    def _by_token(self, token):
        """The recipient of a link, as superuser; none for what is no token at all."""
        token = (token or "").strip().lower()
        if len(token) != TOKEN_LENGTH or set(token) - set(ALPHABET):
            return self.sudo().browse()
        return self.sudo().search([("token", "=", token)])

    @api.model
    def _of_user(self):
        """Open and answered ones of the user's households, as superuser."""
        households = self.env["res.partner"]._households_of_user()
        found = self.sudo().search(
            [
                ("household_id", "in", households.ids),
                ("state", "in", ("waiting", "answered")),
            ],
            order="questionnaire_id desc, id desc",
        )
        return found.filtered(lambda r: r.state == "answered" or r._may_answer())

    def _may_answer(self):
        """Whether an answer of this household would count now."""
        return self.state == "waiting" and self.questionnaire_id._takes_answers()

    # ------------------------------------------------------------------ answering

    def _answer(self, channel, typed_by=None):
        """The survey answer of this household, made when it is opened first.

        :param str channel: key of `channel`
        :param typed_by: `res.users` who enters it on the household's behalf
        :return: `survey.user_input` as superuser
        """
        # Two who open it at once: the second write fails, and is tried again.
        recipient = self.sudo()
        if not recipient.user_input_id:
            recipient.user_input_id = recipient._make_answer()
        typist = typed_by or self.env["res.users"]
        if (recipient.channel, recipient.typed_by_id) != (channel, typist):
            recipient.write({"channel": channel, "typed_by_id": typist.id})
        return recipient.user_input_id

    def _make_answer(self):
        survey = self.questionnaire_id.survey_id.with_context(
            property_recipient=self.id
        )
        lang = self.household_id.language or self.partner_id.lang
        return survey._create_answer(
            partner=self.partner_id,
            check_attempts=False,
            lang_id=self.env["res.lang"]._get_data(code=lang).id or False,
        )

    def _returned(self):
        """The answer was sent off: it is the one that counts."""
        waiting = self.filtered(lambda recipient: recipient.state == "waiting")
        now = fields.Datetime.now()
        waiting.write({"state": "answered", "returned_at": now})
        waiting.filtered(lambda r: not r.issued_at).write({"issued_at": now})
        waiting.filtered(lambda r: not r.channel).write({"channel": "link"})

    # ------------------------------------------------------------------ leaving out

    def _leave_out(self, reason):
        """Take those who have not answered out of the base, visibly."""
        waiting = self.filtered(lambda recipient: recipient.state == "waiting")
        waiting.write({"state": "left_out", "reason": reason})

    def _take_in(self):
        """Ask those again who were left out."""
        left = self.filtered(lambda recipient: recipient.state == "left_out")
        left.write({"state": "waiting", "reason": False})

    def action_not_handed_out(self):
        """Say that forms could not be handed out: they count as not issued (Q1).

        :raise UserError: one of them was answered, or is left out
        """
        self._check_reach()
        if any(recipient.state != "waiting" for recipient in self):
            raise UserError(
                self.env._("Only a form that waits for an answer was not handed out.")
            )
        self.sudo().write(
            {"issued_at": False, "reason": self.env._("Could not be handed out")}
        )

    def action_handed_out(self):
        """Say that forms were handed out after all: they count as issued (Q1)."""
        self._check_reach()
        missing = self.filtered(lambda r: not r.issued_at and r.state == "waiting")
        missing.sudo().write({"issued_at": fields.Datetime.now(), "reason": False})

    def _check_reach(self):
        """Butlers act on the households of their estates while answers are taken.

        :raise UserError: the campaign takes no answers any more
        """
        self.check_access("read")
        for questionnaire in self.sudo().questionnaire_id:
            if not questionnaire._takes_answers():
                raise UserError(
                    self.env._("%s takes no answers any more.", questionnaire.name)
                )
