/* Only a change that the reader made becomes a step: what is tidied up while a page loads must not trap them
   on their way back. What one click or key changes is one step, though the address is written setting by
   setting, the first of them here and the others by the server: halfway is nothing that was ever shown. */

export default function () {
  if (window.atlasHistory) return;
  window.atlasHistory = true;
  const ordered = (search) => { const settings = new URLSearchParams(search); settings.sort(); return settings.toString(); };
  const replace = history.replaceState.bind(history);
  const push = history.pushState.bind(history);
  let isNew = false;
  const setsNothing = ["Escape", "Tab", "Shift", "Control", "Alt", "Meta"];
  addEventListener("pointerdown", () => { isNew = true; }, true);
  addEventListener("keydown", (event) => { if (!setsNothing.includes(event.key)) isNew = true; }, true);
  const isSamePage = (address) => new URL(address ?? location.href, location.href).pathname === location.pathname;
  const isChanged = (address) => ordered(new URL(address ?? location.href, location.href).search) !== ordered(location.search);
  history.replaceState = (state, title, address) => {
    const isStep = isNew && isSamePage(address) && isChanged(address) && navigator.userActivation?.isActive;
    if (isStep) isNew = false;
    (isStep ? push : replace)(state, title, address);
  };
  history.pushState = (state, title, address) => {
    const isStep = isNew || !isSamePage(address);
    isNew = false;
    (isStep ? push : replace)(state, title, address);
  };
}
