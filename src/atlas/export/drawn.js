/* Each figure as the pictures asked for, written into the page as text: SVG as it is, PNG in base 64. A figure is laid out once, and pixels are painted from its SVG. */

async function drawn({ data, layout }, asked) {
  const { width, height } = layout;
  const size = { width, height };
  const address = await Plotly.toImage({ data, layout }, { format: "svg", ...size });
  const svg = decodeURIComponent(content(address));
  const pictures = [];
  for (const { format, scale } of asked)
    pictures.push(format === "svg" ? placed(svg) : await painted(svg, { format, scale, ...size }));
  return pictures;
}

async function painted(svg, asked) {
  const canvas = document.createElement("canvas");
  const address = await Plotly.Snapshot.svgToImg({ ...asked, svg, canvas, promise: true });
  return content(address);
}

function content(address) {
  return address.slice(address.indexOf(",") + 1);
}

async function write(figures, asked) {
  const made = [];
  for (const figure of figures) made.push(...(await drawn(figure, asked)));
  const place = document.createElement("script");
  place.type = "application/json";
  place.id = "made";
  place.textContent = btoa(encodeURIComponent(JSON.stringify(made)));
  // What the page was drawn with need not be handed over.
  document.documentElement.replaceChildren(place);
}
