/* Streamlit's links between pages cannot name a section; the setting `section` of the address does, and is followed once a visit. */

export default function () {
  const name = new URLSearchParams(location.search).get("section");
  if (name && window.atlasSection !== name) {
    window.atlasSection = name;
    document.getElementById(name)?.scrollIntoView();
  }
  return () => { window.atlasSection = undefined; };
}
