/* The field is emptied after each file, so that the same one can be opened again. */

export default function ({ data, parentElement, setTriggerValue }) {
  const [words, field] = ["span", "input"].map((name) => parentElement.querySelector(name));
  words.textContent = data.label;
  field.onchange = async () => {
    const [file] = field.files;
    if (!file) return;
    const text = file.size <= data.most ? await file.text() : null;
    field.value = "";
    setTriggerValue("file", { text });
  };
}
