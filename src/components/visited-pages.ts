/** `<visited-pages>`: on the page for no network, what the reader saw before and can open again. */
import { storeName } from '../lib/offline/stores.ts';

const MOST_SHOWN = 12;

class VisitedPages extends HTMLElement {
  async connectedCallback(): Promise<void> {
    // What was asked for, as soon as it can come; asked first, for a network that only flickers must not undo the reader's next click.
    addEventListener('online', () => void fetch(location.href, { method: 'HEAD' }).then(() => location.reload(), () => undefined));
    if (typeof caches === 'undefined') return;
    const store = await caches.open(storeName('visited', this.dataset['base']!));
    const list = this.querySelector('ul')!;
    for (const request of [...(await store.keys())].reverse().slice(0, MOST_SHOWN)) {
      const page = await store.match(request);
      if (!page) continue;
      const link = document.createElement('a');
      link.href = request.url;
      link.textContent = new DOMParser().parseFromString(await page.text(), 'text/html').title.split(' · ')[0]!;
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
      this.hidden = false;
    }
  }
}

customElements.define('visited-pages', VisitedPages);
