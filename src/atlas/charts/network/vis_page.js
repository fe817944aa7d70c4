// Draws the graph of this page's JSON with vis-network, sets names where they have room, and says
// beside it who is best connected, what ties a chosen node, and what each hop of a path rests on.

const holder = document.getElementById("graph");
const beside = document.getElementById("beside");
const style = getComputedStyle(document.documentElement);
const ink = style.getPropertyValue("--text").trim();
const back = style.getPropertyValue("--back").trim();
// Blank in a file that is taken away.
const evidence = holder.dataset.evidence;
const narrow = matchMedia("(max-width: 599px)");
if (narrow.matches) document.getElementById("legend").open = false;

// Looks

const TYPE = getComputedStyle(document.body).fontFamily;
const TYPE_SIZE = 12;
// Pixels between two names that stand beside one another.
const BLANK = 4;
const MOST_LISTED = 15;
const CLOSEST = 1.6;
// Pixels around the nodes that are looked at, for their names.
const ROOM = { across: 80, down: 34 };
// Around grounds; so much wider or higher than it is laid out a picture becomes at most.
const EDGE = 4;
// Between a name and a mark that stepped aside for it; so many times its own half a mark steps at most.
const AIR = 2;
const FARTHEST = 8;
const WIDEST = 1.8;
// Of the window's height, the least and the most that a narrow screen gives the picture.
const SHARE = { least: 0.2, most: 0.5 };

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** A colour of which three tenths cover the ground. */
function pale(colour) {
  const ground = channels(back);
  const mixed = channels(colour).map((channel, at) => Math.round(0.3 * channel + 0.7 * ground[at]));
  return "#" + mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

/** Dashes as long on the screen as in the legend, where the whole graph is in view. */
const scaled = (dashes) => dashes.map((part) => part * data.unit);

function edgeColour(edge, isFaint) {
  const colour = edge.plainColour;
  return { color: colour, highlight: colour, hover: colour, opacity: isFaint ? data.faint : 1 };
}

function markStanding(node) {
  const mark = data.standings[node.standing];
  if (!mark) return;
  node.sign = ` ${mark.sign}`;
  const colours = { background: pale(node.color), border: node.color };
  node.color = { ...colours, highlight: colours, hover: colours };
  node.borderWidth = mark.width - 1;
  node.shapeProperties = { borderDashes: mark.dashes };
}

// Nodes and edges as vis-network takes them

let data, nodesById, edgesByEnds;
const nameOf = (id) => nodesById.get(id).name;
const ends = (first, last) => JSON.stringify([first, last].sort());

function prepareNode(node) {
  node.name = node.label.replaceAll("\n", " ");
  node.names = node.label.split("\n");
  node.title = `${node.name}\n${node.title}`;
  node.laid = { x: node.x, y: node.y };
  node.sign = "";
  node.isFaint = false;
  node.size *= Math.max(1, data.unit);
  node.edges = [];
  delete node.label;
  markStanding(node);
}

function prepareEdge(edge, place) {
  edge.id = place;
  const lines = edge.lines.map(([sentence, basis]) => `${sentence} · ${basis}`);
  edge.title = lines.join("\n");
  edge.plainColour = edge.color;
  edge.width *= Math.max(1, data.unit);
  edge.plainWidth = edge.width;
  edge.isFaint = false;
  edge.color = edgeColour(edge, false);
  edge.dashes = edge.dash ? scaled(data[edge.dash]) : false;
  for (const id of [edge.from, edge.to]) nodesById.get(id).edges.push(edge);
}

/** Take the graph of a page, this one or that of another view. */
function read(page) {
  data = JSON.parse(page.getElementById("data").textContent);
  nodesById = new Map(data.nodes.map((node) => [node.id, node]));
  edgesByEnds = new Map(data.edges.map((edge) => [ends(edge.from, edge.to), edge]));
  data.nodes.forEach(prepareNode);
  data.edges.forEach(prepareEdge);
  data.laid = data.grounds;
  lay();
}

/** How much wider and higher than it is laid out the picture becomes, to fill the place that it has. */
function stretches() {
  if (!data.laid.length || narrow.matches) return { across: 1, down: 1 };
  const { left, right, top, bottom } = bounds(data.laid.map((ground) => ground.slice(2)), []);
  const shape = (holder.clientWidth - 2 * EDGE) / (holder.clientHeight - 2 * EDGE);
  const wider = (shape * (bottom - top)) / (right - left);
  const within = (stretch) => Math.max(1, Math.min(stretch, WIDEST));
  return { across: within(wider), down: within(1 / wider) };
}

/** Put grounds and what stands on them where they are laid out, over all of the place that there is. */
function lay() {
  const { across, down } = stretches();
  for (const node of data.nodes) {
    node.x = node.laid.x * across;
    node.y = node.laid.y * down;
  }
  data.grounds = data.laid.map(([name, colour, left, top, right, bottom]) => [
    name, colour, left * across, top * down, right * across, bottom * down,
  ]);
}

read(document);

// Names: as large at every scale; those of the best connected first, none over another or a node.

const pen = document.createElement("canvas").getContext("2d");

function named(node, scale) {
  const isBold = Boolean(node.leads) || node.isChosen;
  const size = (narrow.matches ? TYPE_SIZE + 1 : TYPE_SIZE) / scale;
  pen.font = `${isBold ? 600 : 400} ${TYPE_SIZE}px ${TYPE}`;
  const lines = [...node.names];
  lines[lines.length - 1] += node.sign;
  const widest = Math.max(...lines.map((line) => pen.measureText(line).width));
  const width = (widest / TYPE_SIZE) * size;
  return { node, lines, size, isBold, width, height: lines.length * size * 1.15 };
}

/** The places that a name can have: beneath its node or above it, right or left of it, at its corners. */
function placesOf(name, scale) {
  const { x, y, size } = name.node;
  const gap = size + 3 / scale;
  const middle = y - name.height / 2;
  const places = [];
  for (const shift of [0, 0.2, -0.2, 0.4, -0.4]) {
    const left = x - name.width * (0.5 + shift);
    places.push([left, y + gap], [left, y - gap - name.height]);
  }
  const [before, behind] = [x - size - name.width, x + size];
  places.push([x + gap, middle], [x - gap - name.width, middle]);
  for (const top of [y + size, y - size - name.height]) places.push([behind, top], [before, top]);
  return places.map(([left, top]) => ({ left, top, right: left + name.width, bottom: top + name.height }));
}

function meets(one, other) {
  const isAcross = one.left < other.right && other.left < one.right;
  return isAcross && one.top < other.bottom && other.top < one.bottom;
}

/** What a mark takes, with so much air around it. */
function markOf({ x, y, size }, air = 0) {
  const half = size + air;
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

/** A box with so much more on each side. */
function grown({ left, top, right, bottom }, margin) {
  return { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin };
}

/** What a name takes from others: its box, and a blank on both sides. */
function withBlanks({ left, right, top, bottom }, scale) {
  return { left: left - BLANK / scale, top, right: right + BLANK / scale, bottom };
}

function lies(box, edge) {
  const isAcross = edge.left < box.left && box.right < edge.right;
  return isAcross && edge.top < box.top && box.bottom < edge.bottom;
}

const groundType = (scale) => Math.min(TYPE_SIZE / scale, 60);

/** The names above columns, as grounds that begin where the names do. */
function heads() {
  return data.heads.map(([name, x, y]) => {
    const size = groundType(network.getScale());
    return [name, "", x - name.length * size * 0.35, y - size];
  });
}

/** Where the name of a ground stands. */
function namePlace([name, , left, top], scale) {
  const size = groundType(scale);
  const width = name.length * size * 0.6;
  return { left, top, right: left + width + size, bottom: top + 1.7 * size };
}

/** Which names come first. */
function rank({ isChosen, isNear, leads, degree }) {
  return (isChosen ? 2e6 : 0) + (isNear ? 1e6 : 0) + (leads ? 1e3 : 0) + degree;
}

/** The place that lies over the fewest nodes and ties of these; none without any place. */
function leastOver(places, marks) {
  const weights = places.map((box) => {
    const beneath = marks.filter((mark) => meets(box, mark));
    return beneath.reduce((sum, mark) => sum + 1 + mark.degree, 0);
  });
  return places[weights.indexOf(Math.min(...weights))];
}

/** The names that have room at a scale, with their places. */
function fitting(scale) {
  const nodes = data.nodes.filter((node) => !node.isFaint);
  nodes.sort((one, other) => rank(other) - rank(one) || one.name.localeCompare(other.name, "en"));
  const marks = nodes.map((node) => ({ ...markOf(node), degree: node.degree }));
  // For these, marks have stepped aside.
  const held = scale === opened.scale ? opened.held : new Map();
  const taken = [...data.grounds, ...heads()].map((ground) => namePlace(ground, scale));
  for (const box of held.values()) taken.push(withBlanks(box, scale));
  // Nothing is cut off in the picture as it opens; who comes closer may move it.
  const edge = scale === opened.scale ? opened.edge : null;
  const placed = [];
  for (const node of nodes) {
    const name = named(node, scale);
    const inside = placesOf(name, scale).filter((box) => !edge || lies(box, edge));
    const isApart = (box) => !taken.some((other) => meets(box, other));
    let free = held.get(node) ?? inside.find((box) => isApart(box) && !marks.some((mark) => meets(box, mark)));
    // A community without the name of its leader says nothing: that may lie over the least nodes.
    if (!free && node.leads) free = leastOver(inside.filter(isApart), marks);
    // What was chosen has its name in any case.
    const own = free ?? (node.isChosen ? inside[0] : undefined);
    if (!own) continue;
    taken.push(withBlanks(own, scale));
    placed.push({ ...name, box: own });
  }
  return placed;
}

let names = { scale: 0, placed: [] };
let opened = { scale: 0, edge: null, ids: null, held: new Map() };

function drawNames(context) {
  const scale = network.getScale();
  if (names.scale !== scale) names = { scale, placed: fitting(scale) };
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const { lines, size, isBold, box } of names.placed) {
    context.font = `${isBold ? 600 : 400} ${size}px ${TYPE}`;
    context.strokeStyle = back;
    context.lineWidth = 3 / scale;
    context.fillStyle = ink;
    lines.forEach((line, at) => {
      const place = [line, (box.left + box.right) / 2, box.top + at * size * 1.15];
      context.strokeText(...place);
      context.fillText(...place);
    });
  }
}

// The drawing

const network = new vis.Network(holder, data, {
  physics: false,
  interaction: {
    hover: true,
    tooltipDelay: 120,
    keyboard: { enabled: true, bindToWindow: false },
  },
  nodes: { borderWidth: 1 },
  edges: { smooth: false, hoverWidth: 1.5, selectionWidth: 1.5 },
});

/** Note whose drawing comes next, by the address of the view, and when it stands. */
function noteDrawing(view) {
  network.once("afterDrawing", () => Object.assign(window.atlas, { view, drawnAt: performance.now() }));
}

window.atlas = { network, names: () => names.placed, take };
noteDrawing(location.href);

network.on("beforeDrawing", (context) => {
  const scale = network.getScale();
  const size = groundType(scale);
  context.font = `600 ${size}px ${TYPE}`;
  context.textBaseline = "top";
  for (const [name, colour, left, top, right, bottom] of data.grounds) {
    context.fillStyle = colour;
    context.fillRect(left, top, right - left, bottom - top);
    context.fillStyle = ink;
    context.textAlign = "left";
    context.fillText(name, left + size / 2, top + size / 2);
  }
  context.textBaseline = "alphabetic";
  context.fillStyle = ink;
  context.textAlign = "center";
  for (const [name, x, y] of data.heads) context.fillText(name, x, y);
});
network.on("afterDrawing", drawNames);

// The legend takes room of the picture when it is opened: what was in view stays in view.
network.on("resize", () => {
  const isAsOpened = network.getScale() === opened.scale;
  if (isAsOpened) requestAnimationFrame(lookAgain);
});

/** Show what was opened in a picture of another size. */
function lookAgain() {
  lay();
  network.body.data.nodes.update(data.nodes.map(({ id, x, y }) => ({ id, x, y })));
  look(opened.ids);
}

/** Show these nodes, or all, with room for their names. */
function look(ids) {
  const shown = ids ? ids.map((id) => nodesById.get(id)) : data.nodes;
  const box = bounds(ids ? [] : data.grounds.map((ground) => ground.slice(2)), shown);
  const air = box.isGround ? { across: EDGE, down: EDGE } : ROOM;
  const width = holder.clientWidth - 2 * air.across;
  if (narrow.matches) leaveNoStretch((width / (box.right - box.left)) * (box.bottom - box.top) + 2 * air.down);
  const height = holder.clientHeight - 2 * air.down;
  const fit = Math.min(width / (box.right - box.left), height / (box.bottom - box.top), CLOSEST);
  const position = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  network.moveTo({ position, scale: fit, animation: false });
  const half = { x: holder.clientWidth / fit / 2, y: holder.clientHeight / fit / 2 };
  const edge = { left: position.x - half.x, right: position.x + half.x };
  opened = {
    scale: fit, ids, held: new Map(),
    edge: { ...edge, top: position.y - half.y, bottom: position.y + half.y },
  };
  if (!ids) giveWay();
  names.scale = 0;
}

/** Where a mark may stand just beside a name that lies over it, the nearest place first. */
function asides(node, box) {
  const away = node.size + AIR / opened.scale;
  const places = [];
  for (const along of [-3, -2, -1, 0, 1, 2, 3].map((steps) => steps * 2 * away)) {
    places.push({ x: node.x + along, y: box.top - away }, { x: node.x + along, y: box.bottom + away });
    places.push({ x: box.left - away, y: node.y + along }, { x: box.right + away, y: node.y + along });
  }
  const step = ({ x, y }) => Math.hypot(x - node.x, y - node.y);
  return places.sort((one, other) => step(one) - step(other));
}

/** The steps by which all marks beneath a name come out of it, and how long they are; null where one cannot.
    `standing` has every node with its mark, `taken` the boxes of the names that stay. */
function stepsOut(box, leader, standing, taken) {
  const beneath = standing.filter(({ node, mark }) => node !== leader && meets(box, mark));
  if (beneath.some(({ node }) => opened.held.has(node))) return null;
  // What lies farther away than any step leads is in nobody's way.
  const farthest = FARTHEST * Math.max(0, ...beneath.map(({ node }) => node.size + AIR / opened.scale));
  const field = grown(box, farthest);
  const near = standing.filter(({ mark }) => meets(field, mark));
  const held = taken.filter((other) => meets(field, other));
  const steps = [];
  let length = 0;
  for (const own of beneath) {
    const { node, mark } = own;
    const ground = data.grounds.map(groundBox).find((one) => lies(mark, one));
    const isFree = (place) => {
      const moved = markOf({ ...place, size: node.size }, 1 / opened.scale);
      if (ground && !lies(moved, ground)) return false;
      return !held.some((other) => meets(moved, other)) && !near.some((other) => other !== own && meets(moved, other.mark));
    };
    const place = asides(node, box).find(isFree);
    if (!place) return null;
    length += Math.hypot(place.x - node.x, place.y - node.y);
    steps.push({ ...place, own });
    held.push(markOf({ ...place, size: node.size }));
  }
  return { box, steps, length };
}

const groundBox = ([, , left, top, right, bottom]) => ({ left, top, right, bottom });

/** Let marks step aside for the names of the leaders of communities, as they stand when the picture opens. */
function giveWay() {
  const { scale, edge, held } = opened;
  const leaders = data.nodes.filter((node) => node.leads);
  leaders.sort((one, other) => rank(other) - rank(one) || one.name.localeCompare(other.name, "en"));
  const taken = [...data.grounds, ...heads()].map((ground) => namePlace(ground, scale));
  const standing = data.nodes.map((node) => ({ node, mark: markOf(node) }));
  const moved = [];
  for (const leader of leaders) {
    const places = placesOf(named(leader, scale), scale).filter((box) => lies(box, edge));
    const apart = places.filter((box) => !taken.some((other) => meets(box, other)));
    const ways = apart.map((box) => stepsOut(box, leader, standing, taken)).filter(Boolean);
    if (!ways.length) continue;
    const way = ways.reduce((best, other) => (other.length < best.length ? other : best));
    for (const { own, x, y } of way.steps) {
      Object.assign(own.node, { x, y });
      own.mark = markOf(own.node);
      moved.push({ id: own.node.id, x, y });
    }
    taken.push(way.box);
    held.set(leader, way.box);
  }
  if (moved.length) network.body.data.nodes.update(moved);
}

/** Make a narrow picture as high as what is shown across its whole width. */
function leaveNoStretch(wanted) {
  const [least, most] = [SHARE.least, SHARE.most].map((share) => share * innerHeight);
  holder.style.height = `${Math.round(Math.max(least, Math.min(wanted, most)))}px`;
  network.setSize("100%", "100%");
}

/** What some grounds and nodes take of the plane. */
function bounds(grounds, nodes) {
  const across = nodes.map((node) => node.x);
  const down = nodes.map((node) => node.y);
  for (const [left, top, right, bottom] of grounds) {
    across.push(left, right);
    down.push(top, bottom);
  }
  const [left, right] = [Math.min(...across), Math.max(...across)];
  const [top, bottom] = [Math.min(...down), Math.max(...down)];
  return { left, right: right + 1, top, bottom: bottom + 1, isGround: grounds.length > 0 };
}

// What is chosen: a node and its neighbours, or a path; all else is faint.

let isAllShown = true;

function show(nodes, edges, chosen) {
  // A picture opens with all of it: to update each node and edge takes as long as to draw them.
  if (!nodes && isAllShown) return;
  isAllShown = !nodes;
  const near = nodes && new Set(nodes);
  const nodeLooks = [];
  for (const node of data.nodes) {
    node.isChosen = node.id === chosen;
    node.isNear = Boolean(near && near.has(node.id));
    node.isFaint = Boolean(near) && !node.isNear;
    nodeLooks.push({ id: node.id, opacity: node.isFaint ? data.faint : 1 });
  }
  const edgeLooks = [];
  for (const edge of data.edges) {
    const isMeant = !edges || edges.includes(edge);
    edgeLooks.push({ id: edge.id, color: edgeColour(edge, !isMeant) });
  }
  network.body.data.nodes.update(nodeLooks);
  network.body.data.edges.update(edgeLooks);
  names.scale = 0;
  network.redraw();
}

// Beside the picture

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function button(text, action, count) {
  const made = element("button", "", { type: "button" });
  made.append(element("span", text));
  if (count !== undefined) made.append(element("span", String(count), { class: "count" }));
  made.addEventListener("click", action);
  return made;
}

function list(items, attributes) {
  const made = element("ul", "", attributes);
  for (const item of items) {
    const row = element("li");
    row.append(...item);
    made.append(row);
  }
  return made;
}

const lineOf = ([sentence, basis, isApart]) => {
  const made = element("div", sentence, isApart ? { class: "apart" } : {});
  made.append(element("small", basis));
  return made;
};

/** Neighbours by what came about, as the picture counts them. */
const byDegree = (one, other) => other.degree - one.degree || one.name.localeCompare(other.name, "en");

function overview() {
  show(null, null);
  look();
  const firms = data.nodes.filter((node) => node.kind === "organisations" && node.degree);
  const leaders = data.nodes.filter((node) => node.leads);
  beside.replaceChildren();
  listed("Best-connected organisations", "neighbours", firms.sort(byDegree), (node) => node.degree);
  leaders.sort((one, other) => other.leads - one.leads || byDegree(one, other));
  listed("Communities, by their best connected", "nodes", leaders, (node) => node.leads);
  beside.scrollTop = 0;
}

function listed(title, unit, nodes, count) {
  if (!nodes.length) return;
  beside.append(element("h3", title), element("small", `and how many ${unit} each has`));
  const rows = nodes.slice(0, MOST_LISTED);
  beside.append(list(rows.map((node) => [button(node.name, () => choose(node.id), count(node))]), { class: "names" }));
}

function backButton(text, action) {
  const made = button(text, action);
  made.id = "back";
  return made;
}

function choose(id) {
  const node = nodesById.get(id);
  const otherEnd = (edge) => (edge.from === id ? edge.to : edge.from);
  const near = [...new Set([id, ...node.edges.map(otherEnd)])];
  show(near, node.edges, id);
  look(near);
  beside.replaceChildren();
  if (data.ways.length) beside.append(backButton("‹ The paths", paths));
  else beside.append(backButton("‹ All", overview));
  beside.append(element("h2", node.name));
  for (const line of node.title.split("\n").slice(1, 3)) beside.append(element("small", line));
  if (evidence) {
    const address = evidence + encodeURIComponent(id);
    beside.append(element("a", "All evidence on it", { href: address, target: "_blank" }));
  }
  const edges = [...node.edges];
  edges.sort((one, other) => byDegree(nodesById.get(otherEnd(one)), nodesById.get(otherEnd(other))));
  const rows = edges.map((edge) => [
    button(nameOf(otherEnd(edge)), () => choose(otherEnd(edge))),
    ...edge.lines.map(lineOf),
  ]);
  beside.append(element("h3", "Tied to"), list(rows, { class: "hops" }));
  beside.scrollTop = 0;
}

// Paths

const hopsOf = (way) => way.slice(1).map((node, at) => edgesByEnds.get(ends(way[at], node)));

function lift(way) {
  const own = way ? hopsOf(way) : [];
  network.body.data.edges.update(
    data.edges.map((edge) => ({ id: edge.id, width: edge.plainWidth + (own.includes(edge) ? 4 : 0) })),
  );
}

/** All paths beside one another, of which the first is chosen. */
function paths() {
  show(null, null);
  lift(data.ways[0]);
  look();
  listWays(0);
}

function choosePath(at) {
  const way = data.ways[at];
  show(way, hopsOf(way));
  lift(way);
  look(way);
  listWays(at);
}

function listWays(chosen) {
  beside.replaceChildren();
  data.ways.forEach((way, at) => {
    const hops = way.length - 1;
    const title = button(`Path ${at + 1}: ${hops} ${hops === 1 ? "hop" : "hops"}`, () => choosePath(at));
    title.setAttribute("aria-pressed", String(at === chosen));
    const heading = element("h3");
    heading.append(title);
    beside.append(heading);
    if (at === chosen) beside.append(list(hopsOf(way).map((edge) => edge.lines.map(lineOf)), { class: "hops" }));
    else beside.append(element("small", way.slice(1, -1).map(nameOf).join(" – ")));
  });
}

network.on("click", ({ nodes }) => {
  if (nodes.length) choose(nodes[0]);
});

if (evidence) {
  network.on("doubleClick", ({ nodes }) => {
    if (nodes.length) window.open(evidence + encodeURIComponent(nodes[0]), "_blank");
  });
}

function begin() {
  if (data.ways.length) return paths();
  if (nodesById.has(data.focus)) return choose(data.focus);
  overview();
  // A small screen holds the names of one neighbourhood.
  const firms = data.nodes.filter((node) => node.kind === "organisations").sort(byDegree);
  if (narrow.matches && firms.length) choose(firms[0].id);
}

// The page of another view in place of this one

// What a reader chooses here is read out to who listens; what filters change, the page around this one says.
for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => { beside.ariaLive = "polite"; }, true);

/** Draw what is drawn on the page of another view, a text, and stand for its address; the old picture stays until then. */
function take(text, view) {
  const page = new DOMParser().parseFromString(text, "text/html");
  read(page);
  beside.ariaLive = "off";
  for (const part of ["#legend ul", "footer"]) document.querySelector(part).replaceWith(page.querySelector(part));
  document.querySelector("main").className = page.querySelector("main").className;
  holder.ariaLabel = page.getElementById("graph").ariaLabel;
  // What is said at the place that the pointer was at last.
  const said = holder.querySelector(".vis-tooltip");
  if (said) said.style.visibility = "hidden";
  isAllShown = true;
  network.setSize("100%", "100%");
  network.setData(data);
  begin();
  noteDrawing(view);
}

begin();
// Names are measured and drawn anew in the type of the page once it is there.
document.fonts.load(`${TYPE_SIZE}px ${TYPE}`).then(() => {
  if (network.getScale() === opened.scale) look(opened.ids);
  names.scale = 0;
  network.redraw();
});
