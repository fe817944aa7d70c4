/* When a key goes down, and when the drawing that follows it stands. Streamlit puts a new element in place of a
   chart whose figure is new; the network's frame stays, and says which view is drawn in it. */

const MARKS = ".main-svg .point, .sankey-link";

window.firstDrawing = () => {
  const frame = document.querySelector(".st-key-place-of-frame iframe");
  if (frame) {
    const view = frame.contentWindow?.atlas?.view;
    return view && view === frame.dataset.view ? view : null;
  }
  const chart = document.querySelector(".js-plotly-plot");
  return chart?.querySelector(MARKS) ? chart : null;
};

window.watchForStep = () => {
  const before = firstDrawing();
  window.step = { pressedAt: null, drawnAt: null };
  const look = () => {
    const drawing = firstDrawing();
    if (drawing && drawing !== before) window.step.drawnAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

addEventListener("keydown", () => { if (window.step) window.step.pressedAt ??= performance.now(); }, true);
