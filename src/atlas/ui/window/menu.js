/* On a phone the menu lies over the page: once a page is chosen, or something is searched for, it goes out of the way.
   What was found stands at the top of the page: who has scrolled down is taken there.
   Streamlit closes the menu by the name of the browser alone, which a narrow window and many a tablet do not have. */

{
  const CLOSE = "[data-testid='stSidebarCollapseButton'] button";
  const over = matchMedia("(max-width: 768px)");
  const main = () => document.querySelector("[data-testid='stMain']");
  const close = () => setTimeout(() => {
    const button = document.querySelector(CLOSE);
    if (!over.matches || !button) return;
    button.click();
    main()?.focus({ preventScroll: true });
  });
  const menu = (event, part) => event.target.closest?.(`[data-testid='stSidebar'] ${part}`);
  document.addEventListener("click", (event) => { if (menu(event, "[data-testid='stSidebarNavLink']")) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !menu(event, "[data-testid='stTextInput']") || !event.target.value) return;
    main()?.scrollTo({ top: 0 });
    close();
  });
}
