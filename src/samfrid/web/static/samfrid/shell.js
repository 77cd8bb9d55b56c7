// Small helps for the frame of every page. Everything works without them.

// A menu closes with Escape, by a press outside it, and when the focus leaves it.
const menus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of menus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

// An error summary is read out and is where the keyboard stands when the page opens.
document.querySelector("[data-focus]")?.focus();

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // what answers with a file to save leaves the page as it is: the form can be used again after a while
  setTimeout(() => delete form.dataset.sent, 5000);
});

// Back in the history the page may come from the browser's memory with the mark still on its forms.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/**
 * Says something in the corner and to screen readers, then takes it away.
 * From the server: answer an HTMX request with the header HX-Trigger: {"toast": "Sparat"}.
 */
document.addEventListener("toast", (event) => {
  const text = event.detail?.value ?? event.detail;
  const region = document.getElementById("toasts");
  if (!region || typeof text !== "string") return;
  const note = document.createElement("p");
  note.className = "toast";
  note.textContent = text;
  region.append(note);
  setTimeout(() => note.remove(), 8000);
});

// What HTMX could not fetch is said, not swallowed.
for (const kind of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(kind, () => {
    const words = document.body.dataset.failed;
    if (words) document.dispatchEvent(new CustomEvent("toast", { detail: words }));
  });
}
