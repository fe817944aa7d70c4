/* A drawing is made anew when its figure changes: it is looked for again and again, and listened to once. */

export default function ({ data, setStateValue }) {
  const tell = ({ points }) => setStateValue("ids", String(points[0]?.customdata ?? ""));
  const watch = setInterval(() => {
    const drawing = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
    if (!drawing?.on) return;
    if (!drawing.atlasTell) drawing.on("plotly_click", (event) => drawing.atlasTell(event));
    drawing.atlasTell = tell;
  }, 200);
  return () => clearInterval(watch);
}
