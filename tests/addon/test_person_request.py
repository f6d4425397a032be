"""A person asks what is kept of them, or to be forgotten; the statistics stay (H7)."""

import base64
import io

from common import QUIET, PropertyCase
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from openpyxl import load_workbook

NAME = "Ouyang Xiu"
MAIL = "ouyang@example.com"
PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
        "awAAAABJRU5ErkJggg=="
    )
)


@tagged("post_install", "-at_install")
class TestPersonRequest(PropertyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home = cls.make_household("777", NAME)
        cls.person = cls.home.partner_id
        cls.person.write({"email": MAIL, "phone": "13800000777"})
        cls.login = new_test_user(
            cls.env,
            "ouyang_portal",
            groups="base.group_portal",
            partner_id=cls.person.id,
            name=NAME,
            email=MAIL,
            context=QUIET,
        )
        cls.visit = cls.make_visit(
            cls.home,
            state="done",
            date_done="2026-10-20 02:00:00",
            note=f"{NAME} likes tea",
            satisfaction=4,
            signature=PIXEL,
            signed_by=NAME,
        )
        cls.feedback = cls.make_feedback(
            cls.visit, description=f"{NAME}: the stairs are dirty", kind="complaint"
        )
        cls.ticket = cls.env["helpdesk.ticket"].create(
            {
                "name": f"Lamp of {NAME}",
                "description": f"<p>Write to {MAIL}</p>",
                "partner_id": cls.person.id,
                "household_id": cls.home.id,
            }
        )
        cls.ticket.message_post(body=f"{NAME} called from 13800000777")
        cls.env["property.private.note"].create(
            {"household_id": cls.home.id, "kind": "birth", "body": "A daughter"}
        )
        cls.photo = cls.env["ir.attachment"].create(
            {
                "name": "face.png",
                "datas": PIXEL,
                "res_model": "property.visit",
                "res_id": cls.visit.id,
            }
        )
        cls.visit.photo_ids = cls.photo
        cls.env.flush_all()

    def ask(self, user):
        """The dialog, as the action of the contact opens it."""
        action = self.person.with_user(user).action_person_request()
        return (
            self.env["property.person.request"].with_user(user).browse(action["res_id"])
        )

    def remove(self):
        self.home.action_move_out("2026-11-01")
        self.env.flush_all()
        self.ask(self.manager).action_remove()

    def figures(self):
        """What the statistics are made of, at the estate."""
        self.env.flush_all()
        self.env.invalidate_all()
        estate = [("estate_id", "=", self.estate.id)]
        found = {}
        for name in (
            "property.household",
            "property.household.member",
            "property.visit",
            "property.feedback",
            "helpdesk.ticket",
            "property.commitment",
            "property.visit.analysis",
            "property.feedback.analysis",
        ):
            model = self.env[name].with_context(active_test=False)
            domain = estate if "estate_id" in model else []
            found[name] = model.search_count(domain)
        groups = self.env["property.visit"]._read_group(
            estate, ["state"], ["__count", "satisfaction:sum"]
        )
        return found, groups

    # ------------------------------------------------------------------ removal

    def test_counts_are_the_same_afterwards(self):
        self.home.action_move_out("2026-11-01")
        before = self.figures()
        self.ask(self.manager).action_remove()
        self.assertEqual(self.figures(), before)

    def test_nothing_tells_who_it_was(self):
        self.remove()
        self.env.invalidate_all()
        self.assertEqual(self.person.name, "Former resident")
        self.assertFalse(self.person.email or self.person.phone or self.person.active)
        self.assertFalse(self.login.active)
        self.assertNotIn(NAME, self.home.display_name)
        self.assertFalse(self.visit.signature or self.visit.signed_by)
        self.assertFalse(self.photo.exists() or self.home.private_note_ids)
        self.assertEqual(self.visit.note, "… likes tea")
        self.assertEqual(self.feedback.description, "…: the stairs are dirty")
        self.assertEqual(self.ticket.description, "<p>Write to …</p>")

    def test_no_column_of_the_database_names_the_person(self):
        """Beside what other people typed about others: nowhere at all."""
        self.remove()
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND data_type IN"
            " ('text', 'character varying', 'jsonb')"
            " AND table_name IN (SELECT tablename FROM pg_tables)"
        )
        named = []
        for table, column in self.env.cr.fetchall():
            self.env.cr.execute(
                f'SELECT count(*) FROM "{table}" WHERE "{column}"::text LIKE ANY (%s)',
                [[f"%{NAME}%", f"%{MAIL}%", "%13800000777%"]],
            )
            if self.env.cr.fetchone()[0]:
                named.append(f"{table}.{column}")
        self.assertEqual(named, [])

    def test_a_log_says_who_did_it_and_not_to_whom(self):
        self.remove()
        log = self.env["privacy.log"].search([], limit=1, order="id desc")
        self.assertEqual(log.user_id, self.manager)
        self.assertNotIn("uyang", log.anonymized_name + log.anonymized_email)

    def test_not_while_they_live_there(self):
        with self.assertRefused("moving out first"):
            self.ask(self.manager).action_remove()
        self.assertEqual(self.person.name, NAME)

    def test_the_other_person_of_the_home_stays(self):
        wife = self.env["res.partner"].create({"name": "Zheng"})
        self.env["property.household.member"].create(
            {"household_id": self.home.id, "partner_id": wife.id}
        )
        self.remove()
        self.assertEqual(wife.name, "Zheng")

    # ------------------------------------------------------------------ who

    def test_managers_of_the_estate_and_administrators_alone(self):
        other = self.make_user("manager", "other_manager")
        self.hold(other, "manager", self.far_estate)
        for user in (self.butler, self.department, self.supervisor, other):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.ask(user)
        self.assertTrue(self.ask(self.admin).found)

    def test_nobody_who_works_here(self):
        partner = self.butler.partner_id
        self.home.partner_id = partner
        with self.assertRefused("works here"):
            partner.with_user(self.manager).action_person_request()

    def test_nobody_who_never_lived_here(self):
        partner = self.env["res.partner"].create({"name": "Supplier"})
        with self.assertRaises(AccessError):
            partner.with_user(self.manager).action_person_request()

    def test_anothers_request_is_closed(self):
        request = self.ask(self.admin)
        self.assertFalse(request.with_user(self.manager).has_access("read"))

    # ------------------------------------------------------------------ data

    def test_the_workbook_holds_what_is_kept(self):
        request = self.ask(self.manager)
        request.action_download()
        book = load_workbook(io.BytesIO(base64.b64decode(request.file)))
        text = str([list(sheet.values) for sheet in book])
        for kept in (NAME, MAIL, "likes tea", "stairs are dirty", "Lamp of"):
            self.assertIn(kept, text)

    def test_lookup_finds_the_household_and_deletes_nothing_of_it(self):
        lookup = self.env["privacy.lookup.wizard"].create({"name": NAME, "email": MAIL})
        lookup.action_lookup()
        found = {(line.res_model, line.res_id) for line in lookup.line_ids}
        for record in (self.home, self.visit, self.feedback, self.ticket, self.person):
            self.assertIn((record._name, record.id), found)
        line = lookup.line_ids.filtered(lambda li: li.res_model == "property.visit")
        with self.assertRefused("kept for the statistics"):
            line[:1].action_unlink()
