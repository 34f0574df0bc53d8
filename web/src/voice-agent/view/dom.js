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
  interrupt: 'M8 4v16M16 4v16',
  stop: 'M7 7h10v10H7z',
  send: 'M5 12h14M13 6l6 6-6 6',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
  log: 'M4 6h16M4 12h10M4 18h13',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  down: 'M12 5v14M6 13l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  sound: 'M4 10v4h4l5 4V6L8 10zM17 9a4 4 0 0 1 0 6',
};

/** @typedef {keyof typeof ICONS} IconName */

const SVG = 'http://www.w3.org/2000/svg';

/** @param {IconName} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
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
 * @param {HTMLButtonElement} button
 * @param {IconName} name
 * @param {string} label
 * @param {boolean} [bare]
 */
export function labelButton(button, name, label, bare = button.classList.contains('bare')) {
  if (button.dataset.label === label) {
    return;
  }
  button.dataset.label = label;
  if (bare) {
    button.setAttribute('aria-label', label);
    button.title = label;
    button.replaceChildren(icon(name));
  } else {
    button.replaceChildren(icon(name), element('span', {}, label));
  }
}
