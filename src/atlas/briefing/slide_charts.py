"""Charts that the program of slides draws itself, with their numbers to edit."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from atlas.briefing.native import Form, Native, Series
from atlas.briefing.office import LONGEST_ALT
from atlas.briefing.slide_pictures import Place
from atlas.briefing.slide_texts import cut
from atlas.charts import theme

TYPES = {
    (Form.COLUMNS, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (Form.COLUMNS, True): XL_CHART_TYPE.COLUMN_STACKED,
    (Form.BARS, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (Form.BARS, True): XL_CHART_TYPE.BAR_STACKED,
    (Form.LINES, False): XL_CHART_TYPE.LINE_MARKERS,
    (Form.LINES, True): XL_CHART_TYPE.LINE_MARKERS,
}
DASHES = {
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
}
GRID = RGBColor(0xD9, 0xD9, 0xD9)
INK = RGBColor.from_string(theme.PAGE["light"]["ink"].removeprefix("#"))
LIGHT = 130
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
GAP, SMALL = 40, 12
# Categories that have room for their names, and for the numbers on their bars, across a slide.
MOST_NAMES, MOST_NUMBERED = 20, 40


def add_natives(slide: Any, charts: Sequence[Native], alt: str, place: Place) -> None:
    """Put charts side by side into a place (left, top, width, height)."""
    left, top, width, height = place
    each = width // len(charts)
    for number, own in enumerate(charts):
        words = f"{own.title}. {alt}" if own.title else alt
        own_place = (left + number * each, top, each, height)
        _add(slide, own, cut(words, LONGEST_ALT), own_place, len(charts))


def _add(slide: Any, own: Native, alt: str, place: Place, beside: int) -> None:
    """Put one of so many charts beside each other into its place."""
    data = CategoryChartData(number_format="#,##0.##")
    data.categories = own.categories
    for series in own.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(TYPES[own.form, own.is_stacked], *place, data)
    frame.name = "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.font.size = Pt(SMALL)
    chart.font.color.rgb = INK
    _title(chart, own.title)
    _axes(chart, own, MOST_NAMES // beside)
    _legend(chart, own)
    for drawn, series in zip(chart.plots[0].series, own.series, strict=True):
        _look(drawn, series, own)
        if own.form is not Form.LINES and len(own.categories) * beside <= MOST_NUMBERED:
            _numbers(drawn, series, own)
    if own.form is not Form.LINES:
        chart.plots[0].gap_width = GAP
    if own.is_stacked and own.form is not Form.LINES:
        chart.plots[0].overlap = 100


def _title(chart: Any, text: str) -> None:
    chart.has_title = bool(text)
    if text:
        chart.chart_title.include_in_layout = False
        frame = chart.chart_title.text_frame
        frame.text = text
        frame.paragraphs[0].runs[0].font.size = Pt(SMALL)


def _axes(chart: Any, own: Native, most_names: int) -> None:
    values = chart.value_axis
    values.major_gridlines.format.line.color.rgb = GRID
    values.format.line.fill.background()
    values.tick_labels.font.size = Pt(SMALL)
    # Else programs begin near the least value, and bars say nothing by their length.
    if min(_numbers_of(own), default=0) >= 0:
        values.minimum_scale = 0
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = _number_format(own)
    if own.axis:
        values.has_title = True
        values.axis_title.text_frame.text = own.axis
        run = values.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size = Pt(SMALL)
        run.font.bold = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = GRID
    _every_few(chart.category_axis, len(own.categories), most_names)
    # The first bar stands at the top, as it is read.
    if own.form is Form.BARS:
        chart.category_axis.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _every_few(axis: Any, categories: int, most_names: int) -> None:
    """Name as many categories as stand side by side without being turned."""
    step = -(-categories // most_names)
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{step}"/>')
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _number_format(own: Native) -> str:
    """Whole numbers along an axis, but where all values are parts of one."""
    return "0.0" if max(map(abs, _numbers_of(own)), default=0) <= 1 else "#,##0"


def _numbers_of(own: Native) -> list[float]:
    return [value for series in own.series for value in series.values if value is not None]


def _light(colour: RGBColor) -> float:
    """How light a colour is to the eye, from 0 to 255."""
    red, green, blue = colour
    return float(0.299 * red + 0.587 * green + 0.114 * blue)


def _legend(chart: Any, own: Native) -> None:
    named = [series for series in own.series if series.name]
    chart.has_legend = len(named) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(SMALL)


def _look(drawn: Any, series: Series, own: Native) -> None:
    colour = RGBColor.from_string(_colour(series, own).removeprefix("#"))
    if own.form is Form.LINES:
        drawn.smooth = False
        drawn.format.line.color.rgb = colour
        drawn.format.line.width = Pt(2.25)
        if series.is_loose:
            drawn.format.line.fill.background()
        elif series.dash in DASHES:
            drawn.format.line.dash_style = DASHES[series.dash]
        drawn.marker.style = XL_MARKER_STYLE.CIRCLE
        drawn.marker.size = 5
        for part in (drawn.marker.format.fill, drawn.marker.format.line.fill):
            part.solid()
            part.fore_color.rgb = colour
        return
    fill = drawn.format.fill
    if series.is_ground:
        fill.background()
        return
    if series.is_hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb = colour
        fill.back_color.rgb = WHITE
    else:
        fill.solid()
        fill.fore_color.rgb = colour


def _colour(series: Series, own: Native) -> str:
    """The colour of a series; steps of a waterfall are as pale as the number on them asks for."""
    is_step = any(other.is_ground for other in own.series) and series.colour == theme.NEUTRAL
    return theme.STEP if is_step else series.colour


def _numbers(drawn: Any, series: Series, own: Native) -> None:
    """Each bar's number on it, dark on what is pale and white on what is dark."""
    if series.is_ground:
        return
    ground = RGBColor.from_string(_colour(series, own).removeprefix("#"))
    labels = drawn.data_labels
    labels.font.color.rgb = INK if _light(ground) >= LIGHT else WHITE
    labels.show_value = True
    labels.font.size = Pt(SMALL)
    labels.number_format, labels.number_format_is_linked = "#,##0.##;-#,##0.##;", False
