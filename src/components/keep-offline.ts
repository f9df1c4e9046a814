/** Installs the worker that keeps the site on the device (src/offline/): after the page, and not for readers who save data. */
const { connection } = navigator as { connection?: { saveData?: boolean } };

// Where modules are replaced while the page is open, there is no worker to install.
if (!import.meta.hot && 'serviceWorker' in navigator && !connection?.saveData) {
  addEventListener('load', () => {
    navigator.serviceWorker.register(`${document.querySelector<HTMLElement>('site-search')!.dataset['base']}sw.js`).catch(() => undefined);
  });
}
export {};
