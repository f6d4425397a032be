"""Questionnaires: handed out at once and counted, beside core's ways (design.md §7)."""

from _database import fresh
from _questionnaire_issue import issue
from _questionnaire_statistics import statistics


def main():
    database = fresh("bench_questionnaire")
    statistics(database, issue(database))


if __name__ == "__main__":
    main()
