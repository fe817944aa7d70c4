/* A chart has the width of its window; on paper, in either direction, it is as wide as an upright page leaves room for. */

export default function () {
  if (window.atlasPrinting) return;
  window.atlasPrinting = true;
  const wide = 700;
  const plots = () => document.querySelectorAll(".js-plotly-plot");
  addEventListener("beforeprint", () => { for (const plot of plots()) plot.style.zoom = Math.min(1, wide / plot.offsetWidth); });
  addEventListener("afterprint", () => { for (const plot of plots()) plot.style.zoom = ""; });
}
