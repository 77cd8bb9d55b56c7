// Lets files be dropped on the place for files, and shows what has been chosen before it is sent.
// The form is an ordinary one: without this script the file field does the same work.

const digits = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
const size = (bytes) =>
  bytes < 1e6 ? `${digits.format(Math.ceil(bytes / 1e3))} kB` : `${digits.format(bytes / 1e6)} MB`;

function enhance(form) {
  const zone = form.querySelector(".drop__zone");
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector("[data-drop-chosen]");
  const also = form.querySelector(".drop__also");
  if (!zone || !input || !chosen) return;
  if (also) also.hidden = false;

  const keep = (files) => {
    const transfer = new DataTransfer();
    const seen = new Set();
    for (const file of files) {
      const key = `${file.name}/${file.size}/${file.lastModified}`;
      if (!seen.has(key)) transfer.items.add(file);
      seen.add(key);
    }
    input.files = transfer.files;
    show();
  };

  const show = () => {
    chosen.replaceChildren(
      ...[...input.files].map((file, place) => {
        const row = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = `${file.name} (${size(file.size)})`;
        const remove = document.createElement("button");
        remove.type = "button";
        remove.className = "ds-button";
        remove.dataset.variant = "tertiary";
        remove.dataset.small = "";
        remove.textContent = chosen.dataset.remove;
        remove.setAttribute("aria-label", `${chosen.dataset.remove}: ${file.name}`);
        remove.addEventListener("click", () => {
          keep([...input.files].filter((_, other) => other !== place));
          input.focus();
        });
        row.append(name, remove);
        return row;
      }),
    );
  };

  // choosing again adds to what was chosen, as dropping does
  let before = [];
  input.addEventListener("click", () => {
    before = [...input.files];
  });
  input.addEventListener("change", () => {
    keep([...before, ...input.files]);
    before = [];
  });

  let depth = 0;
  const over = (on) => zone.classList.toggle("is-over", on);
  zone.addEventListener("dragenter", (event) => {
    event.preventDefault();
    depth += 1;
    over(true);
  });
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("dragleave", () => {
    depth -= 1;
    over(depth > 0);
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    keep([...input.files, ...event.dataTransfer.files]);
  });
}

for (const form of document.querySelectorAll("form[data-drop]")) enhance(form);
