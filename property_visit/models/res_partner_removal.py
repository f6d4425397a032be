import json

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

FILES_OF = (
    "property.visit",
    "property.feedback",
    "property.free.service",
    "helpdesk.ticket",
)
MASKED = ("char", "text", "html")
# Words that tell of a person whatever they say.
CLEARED = {
    "property.household": (
        "other_phones",
        "habits",
        "remark",
        "convenient_time",
        "agreement_parties",
    ),
    "property.visit": ("signed_by",),
    "helpdesk.ticket": ("partner_email", "email_cc"),
    "survey.user_input": ("email", "nickname"),
}
EMPTIED = (
    "email",
    "phone",
    "street",
    "street2",
    "zip",
    "city",
    "vat",
    "ref",
    "website",
    "function",
    "comment",
    "barcode",
    "image_1920",
)
SHORTEST = 2  # letters: a shorter name would be found in every word


class ResPartner(models.Model):
    """Being forgotten at one's lawful request (H7).

    Records stay, for the statistics are made of them; what tells who it was goes.
    """

    _inherit = "res.partner"

    def _remove_person(self):
        """Make the person unknown; every count is the same afterwards (H7).

        :raise UserError: they live here still, or work here
        """
        self._check_person_request()
        living = self.sudo().household_member_ids.filtered(
            lambda member: member._is_current()
        )
        if living:
            raise UserError(
                self.env._(
                    "%(person)s lives in %(household)s: record their moving out first.",
                    person=self.name,
                    household=living[0].household_id.display_name,
                )
            )
        known = self._person_known_as()
        records = self._person_records()
        self.env.flush_all()
        self._remove_files(records)
        self._remove_confidential()
        for name, found in records.items():
            self._clear(found, CLEARED.get(name, ()))
            self._mask(found, known)
        self._mask_messages(records, known)
        self.env.invalidate_all(flush=False)
        self._empty_person()
        self._remove_mails(known)

    def _person_known_as(self):
        """Words by which the person is known: name, e-mail, numbers; longest first."""
        words = {self.name, self.email, self.email_normalized, self.phone}
        for household in self._person_households():
            words.update((household.other_phones or "").split("/"))
        words = {(word or "").strip() for word in words}
        return sorted(
            (word for word in words if len(word) >= SHORTEST), key=len, reverse=True
        )

    def _remove_files(self, records):
        """Photos, signatures, letters: faces and handwriting cannot be masked."""
        files = self.env["ir.attachment"].sudo()
        for name in FILES_OF:
            if name in records:
                files |= files.search(
                    [
                        ("res_model", "=", name),
                        ("res_id", "in", records[name].ids),
                        ("res_field", "in", (False, "signature")),
                    ]
                )
        files.unlink()

    def _remove_confidential(self):
        """Private notes and life events are for nobody any more (H5, H6)."""
        self.env["property.private.note"].sudo().with_context(active_test=False).search(
            [("household_id", "in", self._person_households().ids)]
        ).unlink()

    def _clear(self, records, names):
        """By SQL: neither a promise nor the chatter takes note of it."""
        for name in names:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = NULL WHERE id IN %s",
                    SQL.identifier(records._table),
                    SQL.identifier(name),
                    tuple(records.ids),
                )
            )

    def _mask(self, records, known, names=None):
        """Put dots where the free texts of these records name the person."""
        records = records.exists()
        fields = [records._fields[name] for name in names or records._fields]
        for field in fields:
            if field.store and field.type in MASKED:
                for word in known if records else ():
                    self._mask_word(records, field.name, word)

    def _mask_word(self, records, name, word):
        """Terms in several languages are JSON: there the word is written as in JSON."""
        translated = records._fields[name].translate
        if translated:
            word = json.dumps(word, ensure_ascii=False)[1:-1]
        self.env.cr.execute(
            SQL(
                "UPDATE %(table)s"
                " SET %(column)s = replace(%(column)s::text, %(word)s, '…')::%(type)s"
                " WHERE id IN %(ids)s AND strpos(%(column)s::text, %(word)s) > 0",
                table=SQL.identifier(records._table),
                column=SQL.identifier(name),
                type=SQL("jsonb" if translated else "text"),
                word=word,
                ids=tuple(records.ids),
            )
        )

    def _mask_messages(self, records, known):
        """The chatter of these records, and what the person wrote or was sent."""
        self.message_ids.sudo().unlink()
        Message = self.env["mail.message"].sudo()
        messages = Message.search(
            ["|", ("author_id", "=", self.id), ("partner_ids", "in", self.ids)]
        )
        for name, found in records.items():
            messages |= Message.search(
                [("model", "=", name), ("res_id", "in", found.ids)]
            )
        names = ("subject", "body", "email_from", "reply_to", "record_name")
        stored = [name for name in names if name in Message._fields]
        self._mask(messages, known, stored)
        tracked = messages.tracking_value_ids
        self._mask(tracked, known, ("old_value_char", "new_value_char"))

    def _remove_mails(self, known):
        """What waits to be sent or was, also what Odoo says about the closed login."""
        addresses = [word for word in known if "@" in word]
        ways = [("email_to", "ilike", address) for address in addresses]
        ways.append(("recipient_ids", "in", self.ids))
        mails = self.env["mail.mail"].sudo()
        mails.search(["|"] * (len(ways) - 1) + ways).unlink()

    def _empty_person(self):
        """The contact stays as who they are for the records, without a face."""
        person = self.sudo().with_context(tracking_disable=True)
        users = person.with_context(active_test=False).user_ids
        for user in users:
            user.write(
                {"active": False, "login": f"former-{user.id}", "signature": False}
            )
        person.write(
            {
                **dict.fromkeys(EMPTIED, False),
                "name": self.env._("Former resident"),
                "parent_id": False,
                "active": False,
            }
        )
