"""What the figures of a summary are called, in the reader's language."""

NOTHING = "–"


# What goes on after a month is over, and what is counted on the register of the day.
GOES_ON = ("_handled", "_reopened", "_repeated", "_hours", "_decided", "_satisfied")
GOES_ON += ("_made", "_share", "_returned", "on_time", "late", "overdue", "adopted")
ON_REGISTER = ("coverage", "complaint_rate")


def described(env, values):
    """A summary's dict with a title for each section and a label and text for each
    figure; numbers stay as they are."""
    titles, labels = _titles(env), _labels(env)
    sections = []
    for section in values["sections"]:
        rows = [_row(row, labels) for row in section["rows"]]
        sections.append(
            {
                **section,
                "title": titles.get(section["key"], section["key"]),
                "figures": [_figure(figure, labels) for figure in section["figures"]],
                "columns": [f["label"] for f in rows[0]["figures"]] if rows else [],
                "rows": rows,
            }
        )
    return {**values, "sections": sections}


def _row(row, labels):
    return {**row, "figures": [_figure(figure, labels) for figure in row["figures"]]}


def _figure(figure, labels):
    told = {
        **figure,
        "label": labels.get(figure["key"], figure["key"]),
        "text": spoken(figure, figure["unit"]),
        "base": based(figure, figure["unit"]),
        "changed": figure["now"] and _changed(figure["key"], labels),
        "target_text": spoken({"value": figure["target"]}, "rate")
        if figure["target"] is not None
        else "",
    }
    for name in ("previous", "last_year", "now"):
        if figure[name]:
            text = spoken(figure[name], figure["unit"])
            base = based(figure[name], figure["unit"])
            told[name] = {**figure[name], "text": text, "base": base}
    return told


def _changed(key, labels):
    """Why what is counted today is another number than the one published.

    Complaints are handled and promises kept after the month is over, people move in and
    out: that is no correction of what was published.
    """
    if key in ON_REGISTER:
        return labels["now_register"]
    return labels["now_later" if key.endswith(GOES_ON) else "now_counted"]


def spoken(counted, unit):
    """A figure's value as text, "–" where there is none.

    >>> spoken({"value": 0.875}, "rate"), spoken({"value": None}, "rate")
    ('87.5%', '–')
    """
    value = counted["value"]
    if value is None:
        return NOTHING
    if unit == "rate":
        return f"{value:.1%}"
    return f"{value:,.1f}" if unit == "hours" else f"{value:,.0f}"


def based(counted, unit):
    """What a rate was counted from, "7/8"; empty for anything else."""
    if unit != "rate" or not counted["denominator"]:
        return ""
    return f"{counted['numerator']:,.0f}/{counted['denominator']:,.0f}"


def kinds(env):
    """What kinds of cases are called."""
    field = env["property.case.mixin"]._fields["property_kind"]
    return dict(field._description_selection(env))


def row_names(env, section, keys):
    """What the rows of a section are called in the reader's language.

    :return: dict key → name; months speak for themselves, and what is gone is left out
    """
    if section not in ROWS:
        return {}
    ids = {key: int(key.split(",")[-1]) for key in keys}
    found = env[ROWS[section]].browse(set(ids.values()) - {0}).exists()
    names = {record.id: record.display_name for record in found}
    names[0] = nobody(env, section)
    kind = kinds(env)
    return {
        key: f"{kind[key.split(',')[0]]} · {names[number]}"
        if "," in key
        else names[number]
        for key, number in ids.items()
        if number in names
    }


ROWS = {
    "promises": "property.commitment.rule",
    "feedback": "property.feedback.category",
    "departments": "helpdesk.ticket.team",
    "causes": "property.cause",
    "callbacks": "property.role",
    "questionnaires": "property.questionnaire",
}


def nobody(env, key):
    """The row of what has no department, cause or category."""
    return {
        "departments": env._("No department"),
        "causes": env._("Cause not stated"),
    }.get(key, env._("Other"))


def _titles(env):
    return {
        "visits": env._("Visits"),
        "promises": env._("Promises"),
        "feedback": env._("Feedback by Category"),
        "complaints": env._("Complaints"),
        "repairs": env._("Repairs"),
        "praise": env._("Praise and Suggestions"),
        "callbacks": env._("Callbacks by Role"),
        "questionnaires": env._("Questionnaires"),
        "quality": env._("Quality of Visits"),
        "departments": env._("Cases by Department"),
        "causes": env._("Cases by Cause"),
        "trend": env._("Month by Month"),
    }


def _labels(env):
    return {
        "coverage": env._("Coverage"),
        "visits_done": env._("Visits Made"),
        "visits_kept": env._("Made of Those Due"),
        "visits_in_order": env._("Visits in Order When Asked Again"),
        "satisfaction": env._("Satisfaction"),
        "on_time": env._("Kept on Time"),
        "late": env._("Late"),
        "overdue": env._("Still Overdue"),
        "feedback": env._("Feedback"),
        "feedback_complaints": env._("Valid Complaints Among It"),
        "feedback_praise": env._("Praise"),
        "feedback_handled": env._("Handled of Those Raised"),
        "feedback_decided": env._("Decided of Those Raised"),
        "complaint_rate": env._("Valid Complaints per Household, This Year"),
        "patterns_raised": env._("Repeated Problems Raised"),
        "praise": env._("Praise"),
        "adopted": env._("Suggestions and Needs Adopted"),
        "callbacks_made": env._("Callbacks Made"),
        "callbacks_satisfied": env._("Satisfied When Called Back"),
        "callback_share": env._("Share"),
        "complaints": env._("Valid Complaints"),
        **_case_labels(env),
        **_questionnaire_labels(env),
        "now_counted": env._("counted today"),
        "now_later": env._("by today"),
        "now_register": env._("on today's register"),
    }


def _case_labels(env):
    labels = {
        "received": env._("Registered"),
        "valid": env._("Valid"),
        "handled": env._("Handled"),
        "reopened": env._("Reopened"),
        "repeated": env._("Repeated"),
        "hours": env._("Hours Until Handled"),
    }
    named = {
        f"{prefix}_{name}": label
        for prefix in ("complaints", "repairs", "cases")
        for name, label in labels.items()
    }
    # These also stand alone, at the top of a page.
    return {
        **named,
        "complaints_received": env._("Complaints Registered"),
        "complaints_valid": env._("Valid Complaints"),
        "complaints_handled": env._("Complaints Handled"),
        "repairs_handled": env._("Repairs Handled"),
    }


def _questionnaire_labels(env):
    return {
        "questionnaire_issued": env._("Issue Rate"),
        "questionnaire_returned": env._("Return Rate"),
        "questionnaire_satisfied": env._("Satisfaction Rate"),
    }
