// Draws the figure of an embedded chart in the width of its frame.
const { data, layout } = JSON.parse(document.getElementById("figure").textContent);
Plotly.newPlot("chart", data, layout, { displayModeBar: false, responsive: true });
