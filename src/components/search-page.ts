/**
 * `<search-page>`: results of `/search/?q=`, while typing. The query is in the address, so back, reload and
 * a copied link restore it. `data-search-status` is `idle`, `loading`, `done` or `error`.
 */
import { bestSections, excerpt, type Marked } from '../lib/search/excerpt.ts';
import { addRecent } from './recent-searches.ts';
import type { Answer, Result, SearchEngine } from './search-engine.ts';
import { canSearch, forgetEngine, loadEngine } from './search-loader.ts';

const KIND_NAMES: Record<string, string> = { code: '错误码', tree: '排查树', term: '名词' };
/** While typing, wait for a pause this long. */
const PAUSE_MS = 150;
/** Results whose excerpt is fetched at once; the others' when the reader scrolls to them. */
const EAGER_EXCERPTS = 3;
const FIRST_RESULTS = 10;

class SearchPage extends HTMLElement {
  private readonly input = document.querySelector<HTMLInputElement>('site-search.big input')!;
  private asked = 0;
  private pause = 0;
  private shown = '';

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
      const link = (event.target as Element).closest('a');
      if (link?.dataset['literal'] === undefined) return;
      event.preventDefault();
      void this.run(base, 'replace', true);
    });
    addEventListener('popstate', () => this.fromAddress(base));
    this.fromAddress(base);
  }

  private later(base: string): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.run(base, 'replace'), PAUSE_MS);
  }

  private fromAddress(base: string): void {
    this.input.value = new URLSearchParams(location.search).get('q') ?? '';
    void this.run(base, 'none');
  }

  /** Newest wins: an answer that comes late for an older query is dropped. */
  private async run(base: string, address: 'push' | 'replace' | 'none', literal = false): Promise<void> {
    clearTimeout(this.pause);
    const query = this.input.value.trim();
    const turn = ++this.asked;
    if (address !== 'none' && query !== this.shown) history[`${address}State`](history.state, '', query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    this.shown = query;
    if (!query) return this.clear();
    if (!canSearch()) return this.fail('这台手机的浏览器太旧，用不了搜索。请按下面的分类找。');
    this.status('loading', '正在找…');
    try {
      const engine = await loadEngine(base);
      const answer = await engine.search(query, literal);
      if (turn === this.asked) this.show(query, answer, engine);
    } catch {
      forgetEngine();
      if (turn === this.asked) this.fail('没连上，搜索没载入。检查网络后再试，或按下面的分类找。', () => void this.run(base, 'none', literal));
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
    this.find('results').textContent = '';
    this.showReadAs(null);
    this.status('idle', '');
  }

  private fail(message: string, retry?: () => void): void {
    this.find('results').textContent = '';
    this.status('error', message);
    if (!retry) return;
    const button = document.createElement('button');
    button.textContent = '再试一次';
    button.addEventListener('click', retry);
    this.find('search-message').append(' ', button);
  }

  private show(query: string, answer: Answer, engine: SearchEngine): void {
    this.showReadAs(answer.readAs);
    const list = this.find('results');
    list.textContent = '';
    const { results, outside, tokens } = answer;
    list.append(...results.slice(0, FIRST_RESULTS).map((result, order) => this.item(result, tokens, engine, order)));
    if (results.length > FIRST_RESULTS) this.offerMore(list, results.slice(FIRST_RESULTS), tokens, engine);
    this.find('search-outside').textContent = '';
    if (outside) this.showOutside(outside, engine);
    this.status('done', results.length > 0 ? `「${query}」找到 ${results.length} 条` : outside ? '这件事本站不管：' : `没有找到和「${query}」对得上的。换个说法，或从下面开始。`);
  }

  private offerMore(list: HTMLElement, rest: readonly Result[], tokens: readonly string[], engine: SearchEngine): void {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.textContent = `再看 ${rest.length} 条`;
    button.addEventListener('click', () => {
      const more = rest.map((result, order) => this.item(result, tokens, engine, FIRST_RESULTS + order));
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

  private item(result: Result, tokens: readonly string[], engine: SearchEngine, order: number): HTMLLIElement {
    const item = document.createElement('li');
    item.dataset['result'] = result.key;
    const link = document.createElement('a');
    link.className = 'hit';
    link.href = result.url;
    const label = document.createElement('span');
    label.className = result.kind === 'guide' ? 'number' : 'kind';
    label.textContent = result.kind === 'guide' ? result.key : (KIND_NAMES[result.kind] ?? '');
    link.append(label, result.title);
    item.append(link);
    const fill = () => void this.fillExcerpt(item, result, tokens, engine);
    if (order < EAGER_EXCERPTS) fill();
    else whenScrolledTo(item, fill);
    return item;
  }

  /** The result stands without its excerpt: if that fails to load, nothing is said. */
  private async fillExcerpt(item: HTMLElement, { id, url }: Result, tokens: readonly string[], engine: SearchEngine): Promise<void> {
    const text = await engine.text(id).catch(() => null);
    if (!text) return;
    const [best, ...others] = bestSections(text.sections, tokens, 3);
    const line = document.createElement('p');
    line.append(...marked(excerpt(best?.text || text.summary, tokens)));
    item.append(line);
    const links = [best, ...others].filter((section) => section?.id);
    if (links.length === 0) return;
    const list = document.createElement('ul');
    list.className = 'sections';
    for (const section of links) {
      const link = document.createElement('a');
      link.href = `${url}#${section!.id}`;
      link.textContent = section!.title;
      const entry = document.createElement('li');
      entry.append(link);
      list.append(entry);
    }
    item.append(list);
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

/** Text nodes and marks only: nothing of a text is ever read as HTML. */
function marked(pieces: Marked): Node[] {
  return pieces.map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const mark = document.createElement('mark');
    mark.textContent = piece;
    return mark;
  });
}

/** Nothing is fetched for results that nobody scrolls to, though at first all may be in view. */
function whenScrolledTo(element: Element, then: () => void): void {
  addEventListener('scroll', () => {
    if (typeof IntersectionObserver === 'undefined') return then();
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      then();
    });
    observer.observe(element);
  }, { once: true, passive: true });
}

customElements.define('search-page', SearchPage);
