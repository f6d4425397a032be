"""Charts of a summary: bars for what is counted, lines for rates.

Drawn by reportlab from numbers alone; all they write is digits, so that no font has to
know Chinese. Titles and legends stand beside them, in the page's own type.
"""

from base64 import b64encode
from itertools import pairwise

from reportlab.graphics import renderPM, renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import HexColor

WIDTH, HEIGHT = 330, 150
LEFT, RIGHT, TOP, BOTTOM = 10, 20, 20, 18
APART = 9  # what two numbers beside each other need in height
PALE, GRID, INK = HexColor("#c9d3d9"), HexColor("#e4e8eb"), HexColor("#555555")
SECOND = "#c77d2e"
FONT = "Helvetica"


def columns(labels, values, accent):
    """Bars, the last in the accent colour, each with its number.

    :param labels: a short text for each value, digits only
    :param values: numbers, None where nothing is known
    :return: a drawing
    """
    drawing = Drawing(WIDTH, HEIGHT)
    _baseline(drawing)
    highest = max((value for value in values if value), default=0) or 1
    room = HEIGHT - TOP - BOTTOM
    for index, (label, value) in enumerate(zip(labels, values, strict=True)):
        middle, width = _middle(index, len(values)), _step(len(values)) * 0.62
        _label(drawing, middle, label)
        if value is None:
            continue
        height = room * value / highest
        color = HexColor(accent) if index == len(values) - 1 else PALE
        drawing.add(
            Rect(
                middle - width / 2,
                BOTTOM,
                width,
                height,
                fillColor=color,
                strokeColor=None,
                strokeWidth=0,
            )
        )
        _text(drawing, middle, BOTTOM + height + 4, f"{value:,.0f}", 8)
    return drawing


def lines(labels, series, colors):
    """Rates over time on a scale from a round number below the lowest up to 100 %.

    :param labels: a short text for each point
    :param series: lists of rates 0–1, None where there was no base: a gap
    :param colors: a colour for each series
    :return: a drawing
    """
    drawing = Drawing(WIDTH, HEIGHT)
    known = [value for values in series for value in values if value is not None]
    lowest = _floor(min(known, default=0))
    _grid(drawing, lowest)
    for index, label in enumerate(labels):
        _label(drawing, _middle(index, len(labels)), label)
    ends = [_height(_last(values), lowest) for values in series]
    for values, color, shift in zip(series, colors, _apart(ends), strict=True):
        _line(drawing, values, HexColor(color), lowest, shift)
    return drawing


def _apart(ends):
    """How far the number at the end of each line moves, so that none covers another.

    >>> _apart([100, 40]), _apart([50, 55]), _apart([50, 50])
    ([0.0, 0.0], [-2.0, 2.0], [4.5, -4.5])
    """
    shifts = [0] * len(ends)
    order = sorted(range(len(ends)), key=lambda index: -ends[index])
    for upper, lower in pairwise(order):
        lacking = max(0, APART - (ends[upper] - ends[lower])) / 2
        shifts[upper] += lacking
        shifts[lower] -= lacking
    return shifts


def _last(values):
    """The last known value, 0 without any."""
    return next((value for value in reversed(values) if value is not None), 0)


def _floor(lowest):
    """The foot of the scale: 0, 50 or 80 %, so that a line is neither flat nor cut.

    >>> _floor(0.93), _floor(0.62), _floor(0.3)
    (0.8, 0.5, 0.0)
    """
    return next(foot for foot in (0.8, 0.5, 0.0) if lowest >= foot)


def _line(drawing, values, color, lowest, shift):
    points = [
        None if value is None else (_middle(index, len(values)), _height(value, lowest))
        for index, value in enumerate(values)
    ]
    for run in _runs(points):
        if len(run) > 1:
            flat = [number for point in run for number in point]
            drawing.add(PolyLine(flat, strokeColor=color, strokeWidth=1.8))
    for x, y in filter(None, points):
        drawing.add(Circle(x, y, 2.2, fillColor=color, strokeColor=None))
    last = max((index for index, point in enumerate(points) if point), default=None)
    if last is not None:
        x, y = points[last]
        number = f"{values[last]:.1%}"
        _text(drawing, x + 4, y - 3 + shift, number, 8, color, anchor="start")


def _runs(points):
    """Points that follow each other without a gap."""
    run = []
    for point in points:
        if point:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _height(value, lowest):
    return BOTTOM + (HEIGHT - TOP - BOTTOM) * (value - lowest) / (1 - lowest)


def _grid(drawing, lowest):
    for share in (0, 0.5, 1):
        value = lowest + share * (1 - lowest)
        y = _height(value, lowest)
        drawing.add(Line(LEFT, y, WIDTH - RIGHT, y, strokeColor=GRID, strokeWidth=0.8))
        _text(drawing, LEFT, y + 2, f"{value:.0%}", 7, anchor="start")


def _baseline(drawing):
    drawing.add(
        Line(LEFT, BOTTOM, WIDTH - RIGHT, BOTTOM, strokeColor=PALE, strokeWidth=0.8)
    )


def _step(number):
    return (WIDTH - LEFT - RIGHT - 20) / max(number, 1)


def _middle(index, number):
    return LEFT + 20 + _step(number) * (index + 0.5)


def _label(drawing, x, label):
    _text(drawing, x, BOTTOM - 11, label, 7.5)


def _text(drawing, x, y, text, size, color=INK, anchor="middle"):
    drawing.add(
        String(
            x, y, text, fontName=FONT, fontSize=size, fillColor=color, textAnchor=anchor
        )
    )


def svg(drawing):
    """The drawing as a data URI, for paper and for our own screens."""
    return _uri("svg+xml", renderSVG.drawToString(drawing).encode())


def png(drawing):
    """The drawing as a data URI, for texts that are cleaned of any SVG.

    Some builds of reportlab draw no bitmap: then None.
    """
    try:
        return _uri("png", renderPM.drawToString(drawing, fmt="PNG", dpi=144))
    except renderPM.RenderPMError:
        return None


def _uri(kind, content):
    return f"data:image/{kind};base64,{b64encode(content).decode()}"
