/* A chart has the width of its window; on paper, in either direction, it is as wide as an upright page leaves room for. Its own width stays meanwhile: a chart that is told to be wider is drawn anew. */

{
  const wide = 700;
  const widths = new Map();
  addEventListener("beforeprint", () => {
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
      const own = plot.offsetWidth;
      if (!own || widths.has(plot)) continue;
      widths.set(plot, plot.style.width);
      plot.style.width = `${own}px`;
      plot.style.zoom = Math.min(1, wide / own);
    }
  });
  addEventListener("afterprint", () => {
    for (const [plot, width] of widths) Object.assign(plot.style, { width, zoom: "" });
    widths.clear();
  });
}
