/* Only a change that the reader made becomes a step: what is tidied up while a page loads must not trap them
   on their way back. */

export default function () {
  if (window.atlasHistory) return;
  window.atlasHistory = true;
  const ordered = (search) => { const settings = new URLSearchParams(search); settings.sort(); return settings.toString(); };
  const replace = history.replaceState.bind(history);
  history.replaceState = (state, title, address) => {
    const to = new URL(address ?? location.href, location.href);
    const changed = to.pathname === location.pathname && ordered(to.search) !== ordered(location.search);
    if (changed && navigator.userActivation?.isActive) history.pushState(state, title, address);
    else replace(state, title, address);
  };
}
