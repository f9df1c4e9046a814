/** Installs the worker that keeps the site on the device (src/offline/): after the page, and not for readers who save data. */
const { connection } = navigator as { connection?: { saveData?: boolean } };

if (import.meta.env.PROD && 'serviceWorker' in navigator && !connection?.saveData) {
  addEventListener('load', () => {
    navigator.serviceWorker.register(`${document.querySelector<HTMLElement>('site-search')!.dataset['base']}sw.js`).catch(() => undefined);
  });
}
export {};
