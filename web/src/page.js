/**
 * The page around the element follows it: in its language, its title and its colours. Pages that embed
 * the element do without this file.
 */

document.addEventListener('charla-language', (event) => {
  const { language, title } = /** @type {CustomEvent} */ (event).detail;
  document.documentElement.lang = language;
  document.title = title;
});

document.addEventListener('charla-theme', (event) => {
  const theme = /** @type {CustomEvent} */ (event).detail;
  if (theme === '') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
});
