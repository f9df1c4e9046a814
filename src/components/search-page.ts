/**
 * `<search-page>`: results of `/search/?q=`, while typing. The query is in the address, so back, reload and
 * a copied link restore it. `data-search-status` is `idle`, `loading`, `done` or `error`.
 */
import { canSearch } from '../lib/search/can-search.ts';
import { addRecent } from './recent-searches.ts';
import type { Answer, Result, SearchEngine } from './search-engine.ts';
import { StalePage, withEngine } from './search-loader.ts';
import { resultItem } from './search-result.ts';

/** While typing, wait for a pause this long. */
const PAUSE_MS = 150;
const FIRST_RESULTS = 10;

class SearchPage extends HTMLElement {
  private readonly input = document.querySelector<HTMLInputElement>('site-search.big input')!;
  private asked = 0;
  private pause = 0;
  private shown = '';
  private category = '';
  private scrollPause = 0;

  connectedCallback(): void {
    const base = document.querySelector<HTMLElement>('site-search')!.dataset['base']!;
    this.input.form!.addEventListener('submit', (event) => {
      event.preventDefault();
      addRecent(this.input.value);
      void this.run(base, 'push');
    });
    this.input.addEventListener('input', (event) => {
      if ((event as InputEvent).isComposing) return;
      this.later(base);
    });
    this.input.addEventListener('compositionend', () => this.later(base));
    this.addEventListener('click', (event) => {
      const target = (event.target as Element).closest<HTMLElement>('[data-literal], [data-category]');
      if (!target) return;
      event.preventDefault();
      if (target.dataset['category'] === undefined) return void this.run(base, 'replace', true);
      this.category = target.dataset['category'];
      void this.run(base, 'replace');
    });
    // Results come after the page, so the browser could not scroll back to where the reader was.
    history.scrollRestoration = 'manual';
    addEventListener('scroll', () => {
      clearTimeout(this.scrollPause);
      this.scrollPause = window.setTimeout(() => history.replaceState({ scroll: scrollY }, ''), PAUSE_MS);
    }, { passive: true });
    addEventListener('popstate', () => this.fromAddress(base));
    this.fromAddress(base);
  }

  private later(base: string): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.run(base, 'replace'), PAUSE_MS);
  }

  private fromAddress(base: string): void {
    const address = new URLSearchParams(location.search);
    this.input.value = address.get('q') ?? '';
    this.category = address.get('c') ?? '';
    const scroll = (history.state as { scroll?: number } | null)?.scroll;
    void this.run(base, 'none').then(() => scroll && scrollTo(0, scroll));
  }

  /** Newest wins: an answer that comes late for an older query is dropped. */
  private async run(base: string, address: 'push' | 'replace' | 'none', literal = false): Promise<void> {
    clearTimeout(this.pause);
    const query = this.input.value.trim();
    const turn = ++this.asked;
    // Another question is asked of everything.
    if (address !== 'none' && query !== this.shown) this.category = '';
    const place = query ? `?${new URLSearchParams({ q: query, ...(this.category && { c: this.category }) })}` : location.pathname;
    if (address !== 'none' && place !== location.search) history[`${address}State`](null, '', place);
    this.shown = query;
    if (!query) return this.clear();
    // As early.js says it of an address: what stands below makes room.
    document.documentElement.dataset['asked'] = '';
    if (!canSearch()) return this.fail('这台手机的浏览器太旧，用不了搜索。请按下面的分类找。');
    this.status('loading', '正在找…');
    try {
      const [answer, engine] = await withEngine(base, async (engine) => [await engine.search(query, literal, this.category), engine] as const);
      if (turn === this.asked) await this.show(query, answer, engine);
    } catch (error) {
      if (turn !== this.asked) return;
      if (error instanceof StalePage) this.fail('本站刚更新过，这一页要重新打开才能搜。', () => location.reload());
      else this.fail('没连上，搜索没载入。检查网络后再试，或按下面的分类找。', () => void this.run(base, 'none', literal));
    }
  }

  private find(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-${name}]`)!;
  }

  private status(status: string, message: string): void {
    const text = this.find('search-message');
    if (text.textContent !== message) text.textContent = message;
    this.dataset['searchStatus'] = status;
  }

  private clear(): void {
    delete document.documentElement.dataset['asked'];
    this.find('results').textContent = '';
    this.showReadAs(null);
    this.showFilter([]);
    this.status('idle', '');
  }

  private fail(message: string, retry?: () => void): void {
    this.find('results').textContent = '';
    this.showFilter([]);
    this.status('error', message);
    if (!retry) return;
    const button = document.createElement('button');
    button.textContent = '再试一次';
    button.addEventListener('click', retry);
    this.find('search-message').append(' ', button);
  }

  /** Resolves when nothing above the fold will move any more. */
  private async show(query: string, answer: Answer, engine: SearchEngine): Promise<void> {
    this.showReadAs(answer.readAs);
    this.showFilter(answer.categories);
    const list = this.find('results');
    list.textContent = '';
    const { results, outside, tokens } = answer;
    const items = results.slice(0, FIRST_RESULTS).map((result, order) => resultItem(result, tokens, engine, order));
    list.append(...items.map(({ item }) => item));
    if (results.length > FIRST_RESULTS) this.offerMore(list, results.slice(FIRST_RESULTS), tokens, engine);
    this.find('search-outside').textContent = '';
    if (outside) this.showOutside(outside, engine);
    this.status('done', results.length > 0 ? `「${query}」找到 ${results.length} 条` : outside ? '这件事本站不管：' : `没有找到和「${query}」对得上的。换个说法，或从下面开始。`);
    await Promise.all(items.map(({ filled }) => filled));
  }

  /** Buttons for the categories that have something; a single one is no choice. */
  private showFilter(categories: readonly string[]): void {
    const group = this.find('search-filter');
    group.hidden = categories.length < 2 && !this.category;
    for (const button of group.querySelectorAll('button')) {
      const category = button.dataset['category']!;
      button.hidden = category !== '' && category !== this.category && !categories.includes(category);
      button.setAttribute('aria-pressed', String(category === this.category));
    }
  }

  private offerMore(list: HTMLElement, rest: readonly Result[], tokens: readonly string[], engine: SearchEngine): void {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.textContent = `再看 ${rest.length} 条`;
    button.addEventListener('click', () => {
      const more = rest.map((result, order) => resultItem(result, tokens, engine, FIRST_RESULTS + order).item);
      item.replaceWith(...more);
      more[0]?.querySelector('a')?.focus();
    });
    item.append(button);
    list.append(item);
  }

  private showReadAs(readAs: string | null): void {
    const line = this.find('search-as');
    line.hidden = readAs === null;
    line.textContent = '';
    if (readAs === null) return;
    const link = document.createElement('a');
    link.href = location.href;
    link.dataset['literal'] = '';
    link.textContent = '按原样搜';
    line.append(`按「${readAs}」搜的。`, link);
  }

  private showOutside(outside: Result, engine: SearchEngine): void {
    const box = this.find('search-outside');
    const link = document.createElement('a');
    link.href = outside.url;
    link.textContent = outside.title;
    const line = document.createElement('p');
    box.append(link, line);
    void engine.text(outside.id).then(({ summary }) => (line.textContent = summary), () => undefined);
  }
}

customElements.define('search-page', SearchPage);
