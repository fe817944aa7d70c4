/* A drawing is made anew when its figure changes: it is looked for again and again, and listened to once.
   Clicks are counted, so that a second one on the same mark is told as well. */

let turn = 0;

export default function ({ data, setStateValue }) {
  const tell = ({ points }) => {
    const ids = points[0]?.customdata;
    if (ids) setStateValue("mark", { ids: String(ids).split(";"), turn: ++turn });
  };
  const watch = setInterval(() => {
    const drawing = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
    if (!drawing?.on) return;
    if (!drawing.atlasTell) drawing.on("plotly_click", (event) => drawing.atlasTell(event));
    drawing.atlasTell = tell;
    drawing.dataset.listened = "";
  }, 200);
  return () => clearInterval(watch);
}
