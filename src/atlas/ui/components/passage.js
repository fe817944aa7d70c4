export default function ({ data, parentElement }) {
  const quote = parentElement.querySelector("blockquote");
  quote.replaceChildren(...data.pieces.map(([text, marked]) => {
    const piece = document.createElement(marked ? "mark" : "span");
    piece.textContent = text;
    return piece;
  }));
}
