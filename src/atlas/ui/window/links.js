/* A plain click on a link to a record goes there as Back and Forward do, in this tab and session;
   with a key held down, the browser's own ways hold. */

{
  const RECORD = "a[target='_blank'][href*='/evidence?record=']";
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(RECORD);
    const asksForMore = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || asksForMore || link.origin !== location.origin) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    const main = document.querySelector("[data-testid='stMain']");
    main?.scrollTo(0, 0);
    main?.focus({ preventScroll: true });
  }, true);
}
