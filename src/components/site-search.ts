/**
 * `<site-search>`: the box on every page, once it is used (search-wake.ts). Without script, or when the engine cannot run, it is a form that
 * leads to the search page. Used, it offers answers while typing (the ARIA combobox pattern with a list)
 * and recent searches when empty. The search page's own box shows its results in the page instead.
 */
import { canSearch } from '../lib/search/can-search.ts';
import { addRecent, clearRecent, recentSearches } from './recent-searches.ts';
import { loadEngine, withEngine } from './search-loader.ts';

const PAUSE_MS = 150;
const MOST_OPTIONS = 6;

interface Option { text: string; label?: string; choose: () => void }

class SiteSearch extends HTMLElement {
  private readonly input = this.querySelector('input')!;
  private readonly list = document.createElement('ul');
  private options: readonly Option[] = [];
  private active = -1;
  private asked = 0;
  private pause = 0;

  connectedCallback(): void {
    this.list.className = 'suggestions';
    this.list.id = `${this.input.id}-options`;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', '搜索建议');
    this.list.hidden = true;
    this.append(this.list);
    const { input } = this;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('focus', () => this.onFocus());
    input.addEventListener('input', (event) => (event as InputEvent).isComposing || this.later());
    input.addEventListener('compositionend', () => this.later());
    input.addEventListener('keydown', (event) => this.onKey(event));
    input.addEventListener('blur', () => this.close());
    input.form!.addEventListener('submit', () => addRecent(input.value));
    // What happened while this was on its way (search-wake.ts).
    if (document.activeElement === input) this.onFocus();
    if (input.value) this.later();
  }

  private onFocus(): void {
    // From here on the engine loads, so that it is there at the first pause in typing.
    if (canSearch()) loadEngine(this.dataset['base']!).catch(() => undefined);
    if (!this.input.value) this.offerRecent();
  }

  private later(): void {
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.suggest(), PAUSE_MS);
  }

  private async suggest(): Promise<void> {
    const query = this.input.value.trim();
    const turn = ++this.asked;
    if (!query) return this.offerRecent();
    if (!canSearch()) return;
    try {
      const { results } = await withEngine(this.dataset['base']!, (engine) => engine.search(query));
      if (turn !== this.asked || document.activeElement !== this.input) return;
      this.show(results.slice(0, MOST_OPTIONS).map(({ key, kind, title, url }): Option => ({
        text: title, ...(kind === 'guide' ? { label: key } : {}), choose: () => { addRecent(query); location.href = url; },
      })));
    } catch {
      // The form still leads to the search page, which says what is wrong.
      this.close();
    }
  }

  private offerRecent(): void {
    const recent = recentSearches();
    if (recent.length === 0) return this.close();
    this.show([
      ...recent.map((text) => ({ text, choose: () => { this.input.value = text; addRecent(text); this.input.form!.submit(); } })),
      { text: '清除搜索记录', choose: () => { clearRecent(); this.close(); } },
    ]);
  }

  private show(options: readonly Option[]): void {
    this.options = options;
    this.list.textContent = '';
    options.forEach(({ text, label }, index) => {
      const item = document.createElement('li');
      item.id = `${this.list.id}-${index}`;
      item.setAttribute('role', 'option');
      if (label) {
        const number = document.createElement('span');
        number.className = 'number';
        number.textContent = label;
        item.append(number);
      }
      item.append(text);
      // Before the box loses the focus and the list closes.
      item.addEventListener('pointerdown', (event) => { event.preventDefault(); options[index]!.choose(); });
      this.list.append(item);
    });
    this.list.hidden = options.length === 0;
    this.input.setAttribute('aria-expanded', String(options.length > 0));
    this.activate(-1);
  }

  private close(): void {
    this.asked += 1;
    this.show([]);
  }

  private activate(index: number): void {
    this.active = index;
    Array.from(this.list.children).forEach((item, at) => item.setAttribute('aria-selected', String(at === index)));
    const item = this.list.children[index];
    if (item) {
      this.input.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    } else this.input.removeAttribute('aria-activedescendant');
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing || this.list.hidden) return;
    const { length } = this.options;
    if (event.key === 'ArrowDown') this.activate(this.active + 1 < length ? this.active + 1 : -1);
    else if (event.key === 'ArrowUp') this.activate(this.active < 0 ? length - 1 : this.active - 1);
    else if (event.key === 'Enter' && this.active >= 0) this.options[this.active]!.choose();
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
  }
}

customElements.define('site-search', SiteSearch);
