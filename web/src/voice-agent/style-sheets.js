const STYLES = ['base', 'stage', 'thread', 'panels', 'screens'];

/** A page that looks plain can be used; one that stays empty cannot. */
const PATIENCE_MS = 5_000;

/**
 * Links the style sheets, as files: a strict policy lets nothing inline through.
 *
 * @param {ShadowRoot} shadow
 * @returns {Promise<unknown>} when they are there, or cannot be had in a few seconds
 */
export function loadStyles(shadow) {
  const links = STYLES.map((name) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    if (new URL(import.meta.url).origin !== location.origin) {
      // Asked for by name: a Charla may keep its files from sites that do not ask.
      link.crossOrigin = 'anonymous';
    }
    link.href = new URL(`./styles/${name}.css`, import.meta.url).href;
    return link;
  });
  const loaded = links.map((link) => new Promise((done) => (link.onload = link.onerror = done)));
  shadow.replaceChildren(...links);
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  return Promise.race([Promise.all(loaded), late]);
}
