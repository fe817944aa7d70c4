"""Both sides drawn: two figures on one scale, and the two as one picture."""

import plotly.graph_objects as go

from atlas.charts.compare.labels import headings
from atlas.charts.compare.pair import Pair
from atlas.charts.compare.picture import together
from atlas.charts.compare.scales import on_equal_scales

# Pixels that a screen of 900 has beneath the choices of both sides, and how close rows may stand
# for it, as a share of what they have elsewhere: closer, signs would lie on marks.
SCREEN, CLOSEST = 696, 0.93


def figures(pair: Pair) -> tuple[go.Figure, go.Figure]:
    """The drawings of both sides, on one scale where both have something to draw."""
    if pair.first.empty or pair.second.empty:
        first, second = (shown.figure() for shown in pair.sides)
        return first, second
    chart = pair.chart
    views = chart.alike(pair.first.view, pair.second.view, pair.first.options)
    drawn = zip(views, pair.sides, strict=True)
    first, second = (chart.draw(view, shown.context) for view, shown in drawn)
    alike = on_equal_scales(first, second)
    for figure in alike:
        figure.layout.height = on_a_screen(figure.layout.height)
    return alike


def on_a_screen(height: float) -> float:
    """The height of a drawing: one that is a little too high for a screen stands whole on it."""
    is_little = height * CLOSEST <= SCREEN
    return min(height, SCREEN) if is_little else height


def picture(pair: Pair) -> go.Figure:
    """Both as one figure."""
    return together(figures(pair), headings(pair))
