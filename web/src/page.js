/**
 * The page around the element follows it: in its language, its title and its colours. It is loaded apart
 * from the element, and tells when that did not arrive. Pages that embed the element do without this file.
 */

/**
 * What is said when a file of the element is missing, and on the button that loads the page again.
 *
 * @type {Record<string, string[]>}
 */
const INCOMPLETE = {
  en: ['A part of this page did not arrive. Please check your connection.', 'Load the page again'],
  es: [
    'No ha llegado una parte de esta página. Comprueba tu conexión.',
    'Volver a cargar la página',
  ],
  pt: ['Uma parte desta página não chegou. Verifique a sua ligação.', 'Carregar a página de novo'],
  fr: [
    "Une partie de cette page n'est pas arrivée. Vérifiez votre connexion.",
    'Recharger la page',
  ],
  de: [
    'Ein Teil dieser Seite ist nicht angekommen. Bitte prüfe die Verbindung.',
    'Seite neu laden',
  ],
};

/** Kept in the tab while the page is loaded again by itself, which it is once. */
const AGAIN = 'charla-loaded-again';

/** Without one of its files the element is never defined, and its place stays empty. */
function lookWhetherAllArrived() {
  const complete = customElements.get('voice-agent') !== undefined;
  if (mayLoadAgain(complete)) {
    location.reload();
  } else if (!complete) {
    tellIncomplete();
  }
}

/**
 * @param {boolean} complete
 */
function mayLoadAgain(complete) {
  try {
    const before = sessionStorage.getItem(AGAIN) !== null;
    if (complete || before) {
      sessionStorage.removeItem(AGAIN);
      return false;
    }
    sessionStorage.setItem(AGAIN, 'yes');
    return true;
  } catch {
    return false; // a browser that keeps nothing would load it without end
  }
}

function tellIncomplete() {
  const languages = navigator.languages.map((tag) => tag.split('-')[0]?.toLowerCase() ?? '');
  const language = languages.find((one) => Object.hasOwn(INCOMPLETE, one)) ?? 'en';
  const [text, button] = INCOMPLETE[language] ?? [];
  document.documentElement.lang = language;
  const sentence = document.createElement('h1');
  sentence.textContent = text ?? '';
  const reload = document.createElement('button');
  reload.textContent = button ?? '';
  reload.addEventListener('click', () => location.reload());
  const notice = document.createElement('div');
  notice.className = 'incomplete';
  notice.setAttribute('role', 'alert');
  notice.append(sentence, reload);
  document.querySelector('main')?.replaceChildren(notice);
}

if (document.readyState === 'complete') {
  lookWhetherAllArrived();
} else {
  addEventListener('load', lookWhetherAllArrived);
}

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
