// A component whose code and styles lie on the server under a name of their own: the browser loads
// them once and keeps them, and what changes comes without them.

const [server] = document.querySelector('script[src*="/static/js/"]').src.split("/static/js/");
const { default: mount, componentStyles } = await import(`${server}{address}`);
const sheet = new CSSStyleSheet();
sheet.replaceSync(componentStyles);

export default function (given) {
  const place = given.parentElement.getRootNode();
  if (!place.adoptedStyleSheets.includes(sheet)) {
    place.adoptedStyleSheets = [...place.adoptedStyleSheets, sheet];
  }
  return mount(given);
}
