/* LibreOffice and others lay every line of a text on the first where its place is told in ems: it is told in pixels. */
function placed(svg) {
  const page = new DOMParser().parseFromString(svg, "image/svg+xml");
  for (const line of page.querySelectorAll("tspan.line[dy]")) {
    const text = line.closest("text");
    const down = parseFloat(line.getAttribute("dy")) * parseFloat(text.style.fontSize);
    line.setAttribute("y", parseFloat(line.getAttribute("y")) + down);
    line.removeAttribute("dy");
    text.removeAttribute("dy");
  }
  return new XMLSerializer().serializeToString(page);
}
