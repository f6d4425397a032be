"""Blank forms, and forms of more than one page or record (V2)."""

from common import local
from odoo.tests import tagged
from paper import FORMS, PaperCase


@tagged("post_install", "-at_install")
class TestBlank(PaperCase):
    def test_every_form_of_an_estate_fits_on_one_page(self):
        for form, title in FORMS.items():
            with self.subTest(form):
                pages = self.pages(self.pdf(f"{form}_estate", self.estate))
                self.assertEqual(len(pages), 1)
                self.assertIn(title, pages[0])
                self.assertIn("Sunny Garden", pages[0])
                self.assertIn("Page 1 / 1", pages[0])
                self.assertNotIn("Wang", pages[0])
                self.assertNotIn("√", pages[0])

    def test_every_form_of_a_household_fits_on_one_page(self):
        self.household.partner_id.phone = "138 0571 5992"
        for form, title in FORMS.items():
            with self.subTest(form):
                (page,) = self.pages(self.pdf(f"{form}_household", self.household))
                self.assertIn(title, page)
                self.assertIn("A 101", page)
                self.assertIn("Wang", page)
                self.assertNotIn("√", page)

    def test_a_shopping_centre_asks_its_topics_on_one_page(self):
        self.estate.estate_type_id = self.env.ref(
            "property_visit.estate_type_shopping_centre"
        )
        (page,) = self.pages(self.pdf("tenant_record_estate", self.estate))
        for topic in ("Publicity", "Promotion", "Planning"):
            self.assertIn(topic, page)

    def test_before_the_visit_the_head_is_filled_in(self):
        visit = self.make_visit(date_planned="2026-11-05")
        (page,) = self.pages(self.pdf("visit_record", visit))
        self.assertIn("Wang", page)
        self.assertIn("November 5, 2026", page)
        self.assertNotIn("–", page)

    def test_a_visit_with_nothing_but_its_end_says_so(self):
        visit = self.make_visit()
        visit.date_done = local("2026-11-02 08:30")
        visit.action_done()
        (page,) = self.pages(self.pdf("visit_record", visit))
        self.assertIn("Nothing was raised.", page)
        self.assertIn("Together with –", page)

    def test_a_meeting_has_attendees_instead_of_a_household(self):
        meeting = self.env["property.visit"].create(
            {
                "estate_id": self.estate.id,
                "purpose": "meeting",
                "method_id": self.method("meeting").id,
                "attendee_ids": self.household.partner_id.ids,
            }
        )
        text = self.read("visit_record", meeting)
        self.assertIn("Attendees Wang", text)
        self.assertIn("Sunny Garden", text)


@tagged("post_install", "-at_install")
class TestLong(PaperCase):
    def test_sixty_things_said_are_numbered_over_pages(self):
        visit = self.make_visit()
        for number in range(60):
            self.make_feedback(visit, description=f"Remark-{number:02d} {'很长' * 30}")
        pages = self.pages(self.pdf("visit_record", visit))
        self.assertGreater(len(pages), 2)
        for number, page in enumerate(pages, start=1):
            self.assertIn(f"Page {number} / {len(pages)}", page)
            self.assertIn("Sunny Garden", page)
        found = [
            f"Remark-{n:02d}" for n in range(60) if f"Remark-{n:02d}" in str(pages)
        ]
        self.assertEqual(len(found), 60)
        headed = [page for page in pages if "Remark-" in page]
        self.assertTrue(all("No. Category Kind" in page for page in headed))

    def test_one_thing_of_sixty_lines_is_printed_whole(self):
        visit = self.make_visit()
        lines = "\n".join(f"Line-{number:02d}" for number in range(60))
        self.make_feedback(visit, description=lines)
        text = " ".join(self.pages(self.pdf("visit_record", visit)))
        places = [text.find(line) for line in lines.splitlines()]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))

    def test_a_long_paragraph_is_cut_into_rows_that_fit_a_page(self):
        form = self.env["property.visit.form"]
        rows = form._side_by_side("长" * 5000, "Short")
        self.assertEqual("".join(left for left, _ in rows), "长" * 5000)
        self.assertGreater(len(rows), 10)
        self.assertEqual([right for _, right in rows if right], ["Short"])

    def test_several_records_count_their_own_pages(self):
        long = self.make_visit()
        for number in range(40):
            self.make_feedback(long, description=f"Remark {number} {'很长' * 30}")
        short = self.make_visit(self.neighbour)
        pages = self.pages(self.pdf("visit_record", short | long | self.make_visit()))
        alone = len(self.pages(self.pdf("visit_record", long)))
        self.assertEqual(len(pages), alone + 2)
        self.assertIn("Page 1 / 1", pages[0])
        self.assertIn("Zhao", pages[0])
        self.assertIn(f"Page 1 / {alone}", pages[1])
        self.assertIn(f"Page {alone} / {alone}", pages[-2])
        self.assertIn("Page 1 / 1", pages[-1])

    def test_names_with_markup_are_names(self):
        self.household.partner_id.name = "Smith & <b>Sons</b>"
        self.estate.name = "Q&A <1>"
        visit = self.make_visit(note="a < b && c > d")
        (page,) = self.pages(self.pdf("visit_record", visit))
        for words in ("Smith & <b>Sons</b>", "Q&A <1>", "a < b && c > d"):
            self.assertIn(words, page)
