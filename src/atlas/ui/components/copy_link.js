export default function ({ data, parentElement }) {
  const [button, status, field] = ["button", "span", "input"].map((name) => parentElement.querySelector(name));
  status.textContent = "";
  field.hidden = true;
  button.onclick = async () => {
    const link = `${location.origin}${location.pathname}?${data.query}`;
    field.value = link;
    try {
      await navigator.clipboard.writeText(link);
      status.textContent = "Copied";
    } catch {
      field.hidden = false;
      field.select();
      status.textContent = "Copy it from here:";
    }
  };
}
