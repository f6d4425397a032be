from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import UserError


class DocumentPage(models.Model):
    """Procedures in writing: who has to know a revision, and who has read it (M5a)."""

    _inherit = "document.page"

    name = fields.Char(translate=True)
    procedure_ids = fields.One2many("property.procedure", "document_page_id")
    property_estate_ids = fields.Many2many(
        "property.estate",
        "property_estate_document_rel",
        "page_id",
        "estate_id",
        string="Concerned Estates",
        help="Their staff has to read each revision, besides the staff of the estates"
        " that are run by the procedure.",
    )
    is_property_document = fields.Boolean(
        compute="_compute_is_property_document", search="_search_is_property_document"
    )
    acknowledgement_ids = fields.One2many("property.acknowledgement", "page_id")
    reader_count = fields.Integer(compute="_compute_reader_counts")
    confirmed_count = fields.Integer(compute="_compute_reader_counts")
    is_mine_to_confirm = fields.Boolean(compute="_compute_is_mine_to_confirm")

    @api.depends("history_head")
    @api.depends_context("lang")
    def _compute_content(self):
        """A revision's text is translated, so the page's is, too."""
        return super()._compute_content()

    @api.depends("parent_id")
    def _compute_is_property_document(self):
        shelves = self._shelves()
        for page in self:
            page.is_property_document = page.parent_id in shelves

    def _search_is_property_document(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("parent_id", "in", self._shelves().ids)]

    @api.model
    def _shelves(self):
        """The categories that documents of property management are filed under."""
        root = self.env.ref(
            "property_visit.document_category_property", raise_if_not_found=False
        )
        return self.search([("id", "child_of", root.ids)]) if root else self.browse()

    def _compute_reader_counts(self):
        """How many have to read the current revision, and how many have."""
        acknowledgements = self.env["property.acknowledgement"]
        groups = acknowledgements._read_group(
            [("page_id", "in", self.ids)],
            ["page_id"],
            ["__count", "read_at:count"],
        )
        counts = {page: (asked, read) for page, asked, read in groups}
        for page in self:
            page.reader_count, page.confirmed_count = counts.get(page, (0, 0))

    @api.depends_context("uid")
    def _compute_is_mine_to_confirm(self):
        waiting = self.env["property.acknowledgement"].search(
            [
                ("page_id", "in", self.ids),
                ("user_id", "=", self.env.uid),
                ("read_at", "=", False),
            ]
        )
        for page in self:
            page.is_mine_to_confirm = page in waiting.page_id

    # ------------------------------------------------------------------ revisions

    def write(self, vals):
        """A new text gets the number and summary; the one before keeps its own.

        document_page writes both to the revision in force as well, which would change
        what was approved.
        """
        if "content" not in vals:
            return super().write(vals)
        vals = dict(vals)
        named = {
            "name": vals.pop("draft_name", None),
            "summary": vals.pop("draft_summary", None),
        }
        pages = self.with_context(property_revision=named)
        return super(DocumentPage, pages).write(vals)

    def _create_history(self, vals):
        named = self.env.context.get("property_revision") or {}
        given = {key: value for key, value in named.items() if value}
        return super()._create_history({**vals, **given})

    # ------------------------------------------------------------------ approval

    def can_user_approve_this_page(self, user):
        """Whoever holds the approving group, also through a higher one."""
        return super().can_user_approve_this_page(user) or bool(
            user.has_group("document_page_approval.group_document_approver_user")
            and user.all_group_ids & self.approver_group_ids
        )

    # ------------------------------------------------------------------ readers

    def _concerned_estates(self):
        return self.procedure_ids.estate_ids | self.property_estate_ids

    def _ask_readers(self):
        """Ask everybody concerned who was not asked yet to read the head (M5a)."""
        for page in self.sudo().filtered("history_head"):
            page._file_older_revisions()
            asked = page.acknowledgement_ids.user_id
            missing = {}
            for estate in page._concerned_estates().sorted("id"):
                for user in (estate.user_ids - asked).filtered("active"):
                    missing.setdefault(user, estate)
            page.acknowledgement_ids._ask(page.history_head, missing)

    def _file_older_revisions(self):
        """Nobody has to confirm what a newer revision has replaced."""
        older = self.acknowledgement_ids.filtered(
            lambda line: line.revision_id != self.history_head
        )
        older._forget_reminder()
        older.active = False

    @api.model
    def _cron_ask_readers(self):
        """Nightly: who joined an estate since reads its documents, too."""
        self.sudo().search(
            [
                ("history_head", "!=", False),
                "|",
                ("procedure_ids.estate_ids", "!=", False),
                ("property_estate_ids", "!=", False),
            ]
        )._ask_readers()

    def action_acknowledge(self):
        """Confirm that one has read the current revision (M5a).

        :raise UserError: nobody asked this user to
        """
        mine = self.env["property.acknowledgement"].search(
            [("page_id", "in", self.ids), ("user_id", "=", self.env.uid)]
        )
        if not mine:
            raise UserError(self.env._("This document does not wait for your reading."))
        mine.sudo()._confirm(fields.Datetime.now())

    def action_open_acknowledgements(self):
        """Who has read it, those who have not first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_acknowledgement_action"
        )
        action["domain"] = [("page_id", "=", self.id)]
        action["context"] = {}
        return action

    # ------------------------------------------------------------------ printing

    def _revisions(self):
        """Approved revisions, oldest first, for the printed history (M5)."""
        self.ensure_one()
        return self.history_ids.sorted(lambda line: (line.approved_date, line.id))

    def _printed_content(self):
        return Markup(self.content or "")


class PropertyProcedure(models.Model):
    _inherit = "property.procedure"

    document_page_id = fields.Many2one(
        "document.page",
        string="Written Text",
        domain=[("type", "=", "content")],
        index="btree_not_null",
        copy=False,
        tracking=True,
        help="The document that says how work is done by this procedure (M5).",
    )

    def action_open_document(self):
        """The written text of the procedure."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.document_page_action"
        )
        return {
            **action,
            "views": [
                (self.env.ref("document_page.view_wiki_form").id, "form"),
            ],
            "res_id": self.document_page_id.id,
        }
