/** Where a space is a space, or presses what has the focus. */
const SPACES_OF_THEIR_OWN =
  'input, textarea, select, button, summary, a[href], [contenteditable], [role=button], dialog *';

/**
 * The space bar, wherever on the page the caller is, but for where it means something else.
 *
 * @param {HTMLElement} element whose page it is
 * @param {{ press: () => void, letGo: () => void }} hands
 * @param {AbortSignal} signal
 */
export function heldKey(element, { press, letGo }, signal) {
  const page = element.ownerDocument;
  page.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== ' ' || event.repeat || isTaken(event)) {
        return;
      }
      press();
    },
    { signal },
  );
  page.addEventListener('keyup', (event) => event.key === ' ' && letGo(), { signal });
  window.addEventListener('blur', letGo, { signal });
}

/** @param {KeyboardEvent} event */
function isTaken(event) {
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(SPACES_OF_THEIR_OWN) !== null;
}
