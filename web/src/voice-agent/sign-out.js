/**
 * Signs out, and goes where the server says.
 *
 * @param {import('./server.js').Server} server
 * @param {import('./view/view.js').View | null} view told when it did not work
 */
export async function signOut(server, view) {
  try {
    location.assign(await server.signOut());
  } catch {
    view?.settings.root.close();
    view?.showNotice('sign_out_failed', '');
  }
}
