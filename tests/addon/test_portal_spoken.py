"""What a screen reader is told by every page that a resident meets."""

from itertools import pairwise
from urllib.parse import urlsplit

from common import local
from freezegun import freeze_time
from lxml import html
from odoo.tests import tagged
from portal_world import PortalCase
from questionnaire_pages import QuestionnairePageCase

HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"
FIELDS = "//input[not(@type='hidden')]|//select|//textarea"


def level_of(heading):
    return int(heading.get("aria-level") or heading.tag[1])


def name_of(node):
    """What is said of a link or button: its words, or those of a picture in it."""
    told = node.xpath(".//@aria-label|.//@title|.//img/@alt")
    return " ".join([*told, node.text_content()]).strip()


@tagged("post_install", "-at_install")
class TestSpokenPages(PortalCase, QuestionnairePageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-11-02 01:00:00", tick=True))
        cls.visit = cls.make_visit(
            method_id=cls.method("door").id,
            date_planned="2026-11-03",
            appointment_start=local("2026-11-03 14:00"),
            appointment_stop=local("2026-11-03 14:30"),
            appointment_state="proposed",
        )
        cls.past = cls.make_visit(date_done="2026-11-01 02:00:00")
        cls.past.action_done()
        cls.ticket.write({"user_id": cls.butler.id, "remedy": "Rope changed"})
        cls.notice = cls.env["property.publication"].create(
            {
                "name": "Survey result",
                "body": "<p>Lifts first</p>",
                "estate_ids": [(6, 0, cls.estate.ids)],
                "on_portal": True,
                "date": "2026-11-01",
            }
        )

    def pages(self):
        """Paths of the portal for household 101, and of pages behind links."""
        return {
            "/my": 200,
            "/my/visits": 200,
            f"/my/visits/{self.visit.id}": 200,
            f"/my/visits/{self.past.id}": 200,
            "/my/visits/ask": 200,
            "/my/tickets": 200,
            "/my/tickets?groupby=stage": 200,
            f"/my/ticket/{self.ticket.id}": 200,
            "/my/report": 200,
            "/my/notices": 200,
            f"/my/notices/{self.notice.id}": 200,
            "/my/household": 200,
            "/my/questionnaires": 200,
            urlsplit(self.visit._link("confirm")).path: 200,
            urlsplit(self.past._link("rate")).path: 200,
            "/v/rate/wrong": 404,
            "/q/wrong": 404,
        }

    def assertSpoken(self, page):
        self.assertTrue(page.get("lang"), "no language")
        self.assertTrue(page.findtext(".//title").strip(), "no title")
        self.assertHeadings([level_of(node) for node in page.xpath(HEADINGS)])
        for field in page.xpath(FIELDS):
            labels = page.xpath("//label[@for=$id]", id=field.get("id", ""))
            said = [field.get("aria-label") or "", *map(name_of, labels)]
            self.assertTrue("".join(said).strip(), html.tostring(field))
        for image in page.xpath("//img"):
            self.assertIsNotNone(image.get("alt"), html.tostring(image)[:300])
        for node in page.xpath("//button|//a[@href]|//*[@role='button']"):
            own = node.get("aria-label") or node.get("title") or name_of(node)
            self.assertTrue(own.strip(), html.tostring(node)[:300])

    def assertHeadings(self, levels):
        self.assertEqual(levels.count(1), 1, f"headings: {levels}")
        deeper = [after - before for before, after in pairwise(levels)]
        self.assertLessEqual(max(deeper, default=0), 1, f"skipped: {levels}")

    def test_every_page_tells_what_it_is_and_what_each_thing_on_it_is(self):
        self.sign_in("wang")
        for path, status in self.pages().items():
            with self.subTest(path.rpartition("/v/")[2][:30]):
                answer = self.url_open(path)
                self.assertEqual(answer.status_code, status)
                self.assertSpoken(html.document_fromstring(answer.content))

    def test_the_page_names_the_language_it_is_written_in(self):
        self.sign_in("wang")
        spoken = self.user["wang_portal"].lang.replace("_", "-")
        page = html.document_fromstring(self.url_open("/my").content)
        self.assertEqual(page.get("lang"), spoken)
