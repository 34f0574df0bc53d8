/**
 * Builds an element. Text is always text, never markup.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | ((event: any) => void)>} [attributes] a function listens
 *   to the event of that name; `true` sets an attribute without a value, `false` none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(name, value);
    } else if (typeof value === 'boolean') {
      made.toggleAttribute(name, value);
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}

/** Drawn on a field of 24 by 24, with a line of 2. */
const ICONS = {
  microphone: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3',
  muted:
    'M9 9v2a3 3 0 0 0 4.6 2.5M15 11V6a3 3 0 0 0-5.7-1.3M5 11a7 7 0 0 0 10.8 5.9M19 11a7 7 0 0 1-.5 2.6M12 18v3M4 4l16 16',
  interrupt: 'M8 5v14M16 5v14',
  stop: 'M7 7h10v10H7z',
  send: 'M5 12h14M13 6l6 6-6 6',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
  log: 'M4 6h16M4 12h10M4 18h13',
  check: 'M3 12h3l2-6 4 13 3.5-10 1.5 3h4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  down: 'M12 5v14M6 13l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  sound: 'M4 10v4h4l5 4V6L8 10zM17 9a4 4 0 0 1 0 6M19.5 6.5a8 8 0 0 1 0 11',
  silent: 'M4 10v4h4l5 4V6L8 10zM17 10l4 4M21 10l-4 4',
  again: 'M7 5l12 7-12 7z',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  done: 'M5 12.5l4.5 4.5L19 7.5',
  save: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  tool: 'M14.5 6.5a4 4 0 0 0-5.3 5.2L4 17l3 3 5.3-5.2a4 4 0 0 0 5.2-5.3L15 12l-3-3z',
};

/** @typedef {keyof typeof ICONS} IconName */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...Element} children
 */
export function drawing(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/** @param {IconName} name */
export function icon(name) {
  return drawing(
    'svg',
    { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    drawing('path', { d: ICONS[name] }),
  );
}

/**
 * A button with a picture, and words beside it or only for those who cannot see it.
 *
 * @param {IconName} name
 * @param {string} label
 * @param {() => void} pressed
 * @param {{ className?: string, bare?: boolean }} [looks] `bare` shows no words
 */
export function iconButton(name, label, pressed, { className = '', bare = false } = {}) {
  const button = element(
    'button',
    { type: 'button', class: `${className} ${bare ? 'bare' : ''}`.trim(), click: pressed },
    icon(name),
  );
  labelButton(button, name, label, bare);
  return button;
}

/**
 * Gives a button of {@link iconButton} another picture and other words.
 *
 * @param {HTMLElement} button
 * @param {IconName} name
 * @param {string} label
 * @param {boolean} [bare]
 */
export function labelButton(button, name, label, bare = button.classList.contains('bare')) {
  const shown = `${name} ${label}`;
  if (button.dataset.shown === shown) {
    return;
  }
  button.dataset.shown = shown;
  if (bare) {
    button.setAttribute('aria-label', label);
    button.title = label;
    button.replaceChildren(icon(name));
  } else {
    button.replaceChildren(icon(name), element('span', {}, label));
  }
}

/**
 * Offers a text as a file.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element('a', { href: address, download: name }).click();
  // Some browsers begin to read it only a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Copies and says so on the button for a moment.
 *
 * @param {HTMLElement} button
 * @param {string} text
 * @param {string} copied
 */
export async function copyBy(button, text, copied) {
  await navigator.clipboard.writeText(text);
  const { label, before } = {
    label: button.getAttribute('aria-label'),
    before: [...button.childNodes],
  };
  button.replaceChildren(icon('done'), ...(label === null ? [element('span', {}, copied)] : []));
  if (label !== null) {
    button.setAttribute('aria-label', copied);
  }
  setTimeout(() => {
    button.replaceChildren(...before);
    if (label !== null) {
      button.setAttribute('aria-label', label);
    }
  }, 1_500);
}
