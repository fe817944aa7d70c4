/* Only a change that the reader made becomes a step: what is tidied up while a page loads must not trap them
   on their way back. What one click or key changes is one step, though the address is written setting by
   setting, the first of them here and the others by the server: halfway is nothing that was ever shown. */

{
  const ordered = (search) => { const settings = new URLSearchParams(search); settings.sort(); return settings.toString(); };
  const replace = history.replaceState.bind(history);
  const push = history.pushState.bind(history);
  let isNew = false;
  /* Who follows a link to another page finds this one as it was: its own settings are taken out of the address
     before the next page is there, which is no step and nothing to go back to. */
  let isLeaving = false;
  const leads = (event) => {
    const link = event.target.closest?.("a[href]");
    return Boolean(link) && new URL(link.href).pathname !== location.pathname;
  };
  const begin = (event) => { isNew = true; isLeaving = leads(event); };
  const setsNothing = ["Escape", "Tab", "Shift", "Control", "Alt", "Meta"];
  addEventListener("pointerdown", begin, true);
  addEventListener("keydown", (event) => { if (!setsNothing.includes(event.key)) begin(event); }, true);
  const isSamePage = (address) => new URL(address ?? location.href, location.href).pathname === location.pathname;
  const isChanged = (address) => ordered(new URL(address ?? location.href, location.href).search) !== ordered(location.search);
  history.replaceState = (state, title, address) => {
    if (isLeaving && isSamePage(address)) return;
    const isStep = isNew && isSamePage(address) && isChanged(address) && navigator.userActivation?.isActive;
    if (isStep) isNew = false;
    (isStep ? push : replace)(state, title, address);
  };
  history.pushState = (state, title, address) => {
    if (isLeaving && isSamePage(address)) return;
    const isStep = isNew || !isSamePage(address);
    isNew = false;
    isLeaving = false;
    (isStep ? push : replace)(state, title, address);
  };
}
