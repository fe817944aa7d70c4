export default function ({ data, parentElement }) {
  const sentence = parentElement.querySelector("p");
  sentence.replaceChildren(...data.pieces.flatMap(([text, verdict, number]) => {
    const piece = document.createElement(verdict ? "mark" : "span");
    piece.textContent = text;
    if (!verdict) return [piece];
    piece.className = verdict;
    const note = document.createElement("sup");
    note.textContent = number;
    piece.append(note);
    return [piece];
  }));
}
