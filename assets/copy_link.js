// A button that copies the address of the page, which holds all of its state.

const PATIENCE = 2000; // milliseconds that the button says what it did

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button") ?? made(parentElement);
  button.title = data.about;
  if (!button.dataset.said) button.textContent = data.label;
  button.onclick = async () => {
    const said = await copied(window.location.href) ? data.done : data.failed;
    button.textContent = button.dataset.said = said;
    button.setAttribute("aria-live", "polite");
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      delete button.dataset.said;
      button.textContent = data.label;
    }, PATIENCE);
  };
}

function made(parent) {
  const button = document.createElement("button");
  button.type = "button";
  parent.append(button);
  return button;
}

// Browsers keep the clipboard from pages that were not served over HTTPS or from this machine.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return window.prompt("", text) !== null;
  }
}
