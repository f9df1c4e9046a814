/**
 * `<embed-search>`: search inside a frame on somebody else's page. A result chosen is copied as title and link
 * and opened in a new tab. The frame says one thing to the page around it, that it may close; it heeds nothing.
 */
import { canSearch } from '../lib/search/can-search.ts';
import { copyText } from './clipboard.ts';
import type { Result } from './search-engine.ts';
import { withEngine } from './search-loader.ts';

const PAUSE_MS = 150;
const MOST_RESULTS = 8;
/** What public/embed.js waits for. */
const CLOSE = 'huabei-till-handbook:close';

class EmbedSearch extends HTMLElement {
  private readonly input = this.querySelector('input')!;
  private asked = 0;
  private pause = 0;

  connectedCallback(): void {
    this.input.addEventListener('input', () => {
      clearTimeout(this.pause);
      this.pause = window.setTimeout(() => void this.run(), PAUSE_MS);
    });
    addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      // It says nothing that could be of use to anybody, so any page may hear it.
      if (event.key === 'Escape' && parent !== window) parent.postMessage(CLOSE, '*');
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.move(event);
    });
    this.input.focus();
    // Typed before this script came.
    if (this.input.value) void this.run();
  }

  private async run(): Promise<void> {
    const query = this.input.value.trim();
    const turn = ++this.asked;
    if (!query) return this.show([], 'idle', '');
    if (!canSearch()) return this.show([], 'error', '浏览器太旧，用不了搜索。');
    try {
      const { results } = await withEngine(this.dataset['base']!, (engine) => engine.search(query));
      if (turn === this.asked) this.show(results.slice(0, MOST_RESULTS), 'done', results.length > 0 ? '' : '没有找到，换个说法试试。');
    } catch {
      if (turn === this.asked) this.show([], 'error', '没连上，搜索没载入。');
    }
  }

  private show(results: readonly Result[], status: string, message: string): void {
    const list = this.querySelector('[data-results]')!;
    list.textContent = '';
    results.forEach((result) => list.append(this.item(result)));
    this.say(message);
    this.dataset['searchStatus'] = status;
  }

  private item({ kind, key, title, url }: Result): HTMLLIElement {
    const item = document.createElement('li');
    item.dataset['result'] = key;
    const words = kind === 'guide' ? `${key} ${title}` : title;
    const address = kind === 'guide' ? `${this.dataset['base']}n/${key}/` : url;
    const link = document.createElement('a');
    link.className = 'hit';
    link.href = url;
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = words;
    link.addEventListener('click', async (event) => {
      // The copy first: a page that has lost the focus to a new tab may not write to the clipboard.
      event.preventDefault();
      const done = await copyText(`${words} ${new URL(address, location.href).href}`);
      this.say(done ? '已复制标题和链接' : '没复制上');
      window.open(link.href, '_blank', 'noopener');
    });
    item.append(link);
    return item;
  }

  private move(event: KeyboardEvent): void {
    const stops: HTMLElement[] = [this.input, ...Array.from(this.querySelectorAll<HTMLElement>('a.hit'))];
    const at = stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
    stops[Math.max(0, Math.min(at, stops.length - 1))]!.focus();
    event.preventDefault();
  }

  private say(text: string): void {
    this.querySelector('[data-message]')!.textContent = text;
  }
}

customElements.define('embed-search', EmbedSearch);
