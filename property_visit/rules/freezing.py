"""Published figures stay; what is counted otherwise today stands beside them (M1)."""


def compared(published, today):
    """Return published figures as a dict that says what has changed since.

    What was published stays; a figure or row that is counted otherwise today carries
    the new count as `now`.

    :param published: a dict as `Summary.as_dict` gives it
    :param today: the same period counted today, as a dict
    """
    fresh = {section["key"]: section for section in today["sections"]}
    sections = [
        _compared_section(section, fresh.get(section["key"]))
        for section in published["sections"]
    ]
    return {**published, "sections": sections}


def _compared_section(section, fresh):
    if not fresh:
        return section
    rows = {row["key"]: row for row in fresh["rows"]}
    return {
        **section,
        "figures": _compared_figures(section["figures"], fresh["figures"]),
        "rows": [
            {
                **row,
                "figures": _compared_figures(row["figures"], _of(row, rows)),
            }
            for row in section["rows"]
        ],
    }


def _of(row, rows):
    return rows[row["key"]]["figures"] if row["key"] in rows else []


def _compared_figures(published, fresh):
    found = {figure["key"]: figure for figure in fresh}
    return [_compared_figure(figure, found.get(figure["key"])) for figure in published]


def _compared_figure(figure, fresh):
    facts = ("numerator", "denominator", "value")
    if not fresh or all(figure[fact] == fresh[fact] for fact in facts[:2]):
        return {**figure, "now": None}
    return {**figure, "now": {fact: fresh[fact] for fact in facts}}
