// Draws the graph of this page's JSON with vis-network, and fades what lies outside chosen years.

const data = JSON.parse(document.getElementById("data").textContent);
const holder = document.getElementById("graph");
const style = getComputedStyle(document.documentElement);
const ink = style.getPropertyValue("--text").trim();
const back = style.getPropertyValue("--back").trim();

const isNarrow = matchMedia("(max-width: 599px)").matches;
if (isNarrow) document.querySelector("details").open = false;

// Looks

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** A colour of which three tenths cover the ground. */
function pale(colour) {
  const ground = channels(back);
  const mixed = channels(colour).map((channel, at) => Math.round(0.3 * channel + 0.7 * ground[at]));
  return "#" + mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

/** Dashes as long on the screen as in the legend, where the whole graph is in view. */
const scaled = (dashes) => dashes.map((part) => part * data.unit);

function edgeDashes(edge, isBare) {
  if (edge.dash === "apart") return scaled(data.apart);
  return isBare ? scaled(data.undated) : false;
}

function edgeColour(edge, isFaint) {
  const colour = edge.plainColour;
  return { color: colour, highlight: colour, hover: colour, opacity: isFaint ? data.faint : 1 };
}

function nodeFont(node, isFaint) {
  const halo = { strokeWidth: isFaint ? 0 : 4, strokeColor: back };
  return { size: node.fontSize, color: isFaint ? `${ink}33` : ink, ...halo };
}

const nodeOpacity = (isFaint) => (isFaint ? data.faint : 1);

/** A path leaves faint what is not on it. */
const isOffPath = (part) => Boolean(data.route && !part.route);

function markStanding(node) {
  const mark = data.standings[node.standing];
  if (!mark) return;
  node.label += ` ${mark.sign}`;
  const colours = { background: pale(node.color), border: node.color };
  node.color = { ...colours, highlight: colours, hover: colours };
  node.borderWidth = mark.width;
  node.shapeProperties = { borderDashes: mark.dashes };
}

// Nodes and edges as vis-network takes them

const names = {};
for (const node of data.nodes) names[node.id] = node.label.replaceAll("\n", " ");

for (const node of data.nodes) {
  node.title = `${names[node.id]}\n${node.title}`;
  node.fontSize = node.font ? node.font.size : 14;
  node.isFaint = isOffPath(node);
  node.font = nodeFont(node, node.isFaint);
  node.opacity = nodeOpacity(node.isFaint);
  markStanding(node);
}

data.edges.forEach((edge, place) => {
  edge.id = place;
  edge.title = `${names[edge.from]} – ${names[edge.to]}\n${edge.title}`;
  edge.plainColour = edge.color;
  edge.isFaint = isOffPath(edge);
  edge.isBare = edge.dash === "undated";
  edge.color = edgeColour(edge, edge.isFaint);
  edge.dashes = edgeDashes(edge, edge.isBare);
});

// The drawing

const started = performance.now();
const network = new vis.Network(holder, data, {
  physics: false,
  interaction: {
    hover: true,
    tooltipDelay: 120,
    multiselect: true,
    keyboard: { enabled: true, bindToWindow: false },
  },
  nodes: {
    borderWidth: 1,
    font: { color: ink, strokeWidth: 4, strokeColor: back },
    scaling: { label: { drawThreshold: 8 } },
  },
  edges: { smooth: false, hoverWidth: 1.5, selectionWidth: 1.5 },
});
window.atlas = { network };

network.once("afterDrawing", () => {
  window.atlas.drawnAt = performance.now();
  window.atlas.drawn = window.atlas.drawnAt - started;
});

network.on("beforeDrawing", (context) => {
  const size = Math.min(12 / network.getScale(), 60);
  context.font = `600 ${size}px system-ui, sans-serif`;
  context.fillStyle = ink;
  context.textAlign = "center";
  for (const [name, x, y] of data.heads) context.fillText(name, x, y);
});

network.fit({ animation: false });
if (data.heads.length) {
  const scale = 0.92 * network.getScale();
  network.moveTo({ scale, offset: { x: 0, y: 8 }, animation: false });
}

// Blank in a file that is taken away.
const evidence = holder.dataset.evidence;
if (evidence) {
  network.on("doubleClick", ({ nodes }) => {
    if (nodes.length) window.open(evidence + encodeURIComponent(nodes[0]), "_blank");
  });
}

// Years: what lies outside them fades at once, without any movement.

function fadeEdges(low, high, isAll) {
  const changes = [];
  const count = { within: 0, timeless: 0 };
  for (const edge of data.edges) {
    const isWithin = (edge.years || []).some(([first, last]) => first <= high && last >= low);
    const isOutside = !isAll && !isWithin && !edge.undated;
    const isFaint = isOutside || isOffPath(edge);
    const isBare = Boolean(edge.undated) && !isWithin;
    if (isWithin) count.within += 1;
    else if (edge.undated) count.timeless += 1;
    if (isFaint !== edge.isFaint || isBare !== edge.isBare) {
      const look = { color: edgeColour(edge, isFaint), dashes: edgeDashes(edge, isBare) };
      changes.push({ id: edge.id, ...look });
    }
    Object.assign(edge, { isWithin, isFaint, isBare });
  }
  network.body.data.edges.update(changes);
  return count;
}

function fadeNodes(isAll) {
  const dated = new Set();
  const within = new Set();
  for (const edge of data.edges) {
    if (!edge.years) continue;
    for (const node of [edge.from, edge.to]) {
      dated.add(node);
      if (edge.isWithin) within.add(node);
    }
  }
  const changes = [];
  for (const node of data.nodes) {
    const isOutside = !isAll && dated.has(node.id) && !within.has(node.id);
    const isFaint = isOutside || isOffPath(node);
    if (isFaint !== node.isFaint) {
      const look = { opacity: nodeOpacity(isFaint), font: nodeFont(node, isFaint) };
      changes.push({ id: node.id, ...look });
    }
    node.isFaint = isFaint;
  }
  network.body.data.nodes.update(changes);
}

function fade(low, high) {
  const [first, last] = data.years;
  const isAll = low === first && high === last;
  const { within, timeless } = fadeEdges(low, high, isAll);
  fadeNodes(isAll);
  document.querySelector("#years output").textContent = `${low}–${high}`;
  document.getElementById("all").disabled = isAll;
  document.getElementById("in-years").textContent =
    `${within} of ${data.edges.length} lines have a tie in these years; ` +
    `${timeless} have none but ties without a date and stay, dotted.`;
}

if (data.years) {
  const low = document.getElementById("low");
  const high = document.getElementById("high");
  let nextFrame = 0;
  const fadeInNextFrame = () => {
    cancelAnimationFrame(nextFrame);
    nextFrame = requestAnimationFrame(() => fade(low.valueAsNumber, high.valueAsNumber));
  };
  low.addEventListener("input", () => {
    if (low.valueAsNumber > high.valueAsNumber) high.value = low.value;
    fadeInNextFrame();
  });
  high.addEventListener("input", () => {
    if (high.valueAsNumber < low.valueAsNumber) low.value = high.value;
    fadeInNextFrame();
  });
  document.getElementById("all").addEventListener("click", () => {
    [low.value, high.value] = data.years;
    low.focus();
    fadeInNextFrame();
  });
}
