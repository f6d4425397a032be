"""The dispatch notice on paper, under the number of the register (C2)."""

from cases import CaseCase
from odoo.tests import tagged
from paper import PaperCase


@tagged("post_install", "-at_install")
class TestDispatchNotice(PaperCase, CaseCase):
    def test_it_carries_the_number_and_what_is_to_be_done(self):
        self.household.partner_id.write({"name": "王淑芬", "phone": "138 0571 5992"})
        case = self.make_case(
            property_kind="repair", is_leak=True, severity="urgent", name="卫生间漏水"
        )
        self.dispatch(case)
        (page,) = self.pages(self.pdf("dispatch_notice", case, self.department))
        for words in (
            "Dispatch notice",
            case.number,
            "Sunny Garden",
            "Engineering",
            "A 101",
            "王淑芬 138 0571 5992",
            "Repair",
            "卫生间漏水",
            "Find the leak",
            "√ Leak",
            "November 5, 2026 09:00",
            "Page 1 / 1",
        ):
            self.assertIn(words, page)
        self.assertEqual(page.count("√"), 1)
