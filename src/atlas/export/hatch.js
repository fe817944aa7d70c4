/* On paper Chrome makes a picture of every pattern for every shape: forty megabytes. Here each hatched shape gets lines of its own. */
const SVG = "http://www.w3.org/2000/svg";

function pattern_of(shape) {
  const named = /url\(["']?#([^"')]+)/.exec(shape.style.fill);
  const pattern = named && document.getElementById(named[1]);
  return pattern && pattern.tagName === "pattern" && !pattern.getAttribute("patternTransform") ? pattern : null;
}

function hatched(shape, pattern, number) {
  const wide = parseFloat(pattern.getAttribute("width")), high = parseFloat(pattern.getAttribute("height")), box = shape.getBBox();
  const clip = document.createElementNS(SVG, "clipPath"), lines = document.createElementNS(SVG, "g");
  clip.id = `hatch-${number}`;
  const edge = shape.cloneNode();
  edge.removeAttribute("style");
  clip.append(edge);
  lines.setAttribute("clip-path", `url(#${clip.id})`);
  lines.style.opacity = shape.style.opacity;
  for (let x = Math.floor(box.x / wide) * wide; x < box.x + box.width; x += wide) {
    for (let y = Math.floor(box.y / high) * high; y < box.y + box.height; y += high) {
      for (const mark of pattern.querySelectorAll("path, circle")) {
        const copy = mark.cloneNode();
        copy.setAttribute("transform", `translate(${x},${y})`);
        lines.append(copy);
      }
    }
  }
  const ground = pattern.querySelector("rect");
  shape.style.fill = ground ? ground.getAttribute("fill") : "none";
  shape.after(clip, lines);
}

[...document.querySelectorAll(".js-plotly-plot path")].forEach((shape, number) => {
  const pattern = pattern_of(shape);
  if (pattern) hatched(shape, pattern, number);
});
