"""What was ticked is taken of the households that answered, not of the ticks (Q4)."""

from odoo.tests import tagged
from questionnaire_world import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestChoices(QuestionnaireCase):
    def rows(self):
        return {
            row["name"]: (
                row["answered"],
                {one["name"]: (one["times"], one["rate"]) for one in row["choices"]},
            )
            for row in self.campaign._choice_rows()
        }

    def unrate(self, title):
        self.question[title].suggested_answer_ids.property_satisfied = False

    def test_one_choice(self):
        """Two young, one old, one who left it blank."""
        self.give([{"Age": 0}, {"Age": 0}, {"Age": 1}, {"Overall": 0}])
        self.assertEqual(
            self.rows(), {"Age": (3, {"Young": (2, 2 / 3), "Old": (1, 1 / 3)})}
        )

    def test_several_choices_by_households(self):
        """Both households ticked the first: all of them did, whatever else they say."""
        self.unrate("Liked")
        self.give([{"Liked": {0, 1, 2}}, {"Liked": {0}}, {"Age": 0}])
        answered, choices = self.rows()["Liked"]
        self.assertEqual(answered, 2)
        self.assertEqual(choices["Very satisfied"], (2, 1.0))
        self.assertEqual(choices["Satisfied"], (1, 0.5))
        self.assertEqual(choices["Very dissatisfied"], (0, 0.0))

    def test_rows_scales_and_words(self):
        self.unrate("Items")
        self.unrate("Overall")
        self.question["Scale"].property_satisfied_from = 0
        self.give(
            [{"Power": 0, "Scale": 5}, {"Power": 4, "Water": 0, "Overall": "comment"}]
        )
        rows = self.rows()
        self.assertEqual(rows["Power"][0], 2)
        self.assertEqual(rows["Water"][1]["Very satisfied"], (1, 1.0))
        self.assertNotIn("Greening", rows)
        self.assertEqual(
            rows["Scale"], (1, {**dict.fromkeys("1234", (0, 0.0)), "5": (1, 1.0)})
        )
        self.assertEqual(rows["Overall"][1]["In their own words"], (1, 1.0))

    def test_test_entries_and_what_is_begun_do_not_count(self):
        self.give([{"Age": 0, "test": True}, {"Age": 0, "state": "in_progress"}])
        self.assertEqual(self.rows(), {})

    def test_it_is_on_the_page_and_for_programs(self):
        """Who reads the campaign reads its sums (H5)."""
        self.give([{"Age": 0}, {"Age": 1}])
        page = self.campaign.with_user(self.butler).figures_html
        for words in ("What was chosen", "Young", "2 households answered", "50.0%"):
            self.assertIn(words, " ".join(page.striptags().split()))
        told = self.campaign.with_user(self.supervisor).get_statistics()["choices"]
        self.assertEqual([row["name"] for row in told], ["Age"])
