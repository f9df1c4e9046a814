/**
 * `<agent-desk>`: find, judge, paste, with the hands on the keyboard. All is loaded once and filtered here.
 * Kept on this device: which items were used last and which are pinned. What is typed is kept nowhere.
 */
import { deskFilter, type DeskFilter, type DeskItem } from '../lib/desk/filter.ts';
import { copyText } from './clipboard.ts';
import { isPinned, pinned, recent, togglePin, used } from './desk-kept.ts';
import { preview } from './desk-preview.ts';

/** Nobody reads further; drawing more would be felt at each key. */
const MOST_SHOWN = 60;

class AgentDesk extends HTMLElement {
  private readonly input = this.find<HTMLInputElement>('input');
  private readonly list = this.find('[data-list]');
  private items: readonly DeskItem[] = [];
  private filter: DeskFilter = () => [];
  private shown: readonly DeskItem[] = [];
  private at = 0;
  private fixer = '';
  private quiet = 0;

  async connectedCallback(): Promise<void> {
    this.find('[data-app]').hidden = false;
    this.find('[data-plain]').hidden = true;
    this.input.addEventListener('input', () => this.show());
    this.input.addEventListener('keydown', (event) => this.onBoxKey(event));
    this.list.addEventListener('keydown', (event) => this.onListKey(event));
    this.addEventListener('click', (event) => this.onClick(event.target as Element));
    addEventListener('keydown', (event) => this.onPageKey(event));
    this.input.focus();
    try {
      const response = await fetch(this.dataset['items']!);
      if (!response.ok) throw new Error(String(response.status));
      this.items = (await response.json()) as DeskItem[];
      this.filter = deskFilter(this.items);
      this.show();
    } catch {
      this.find('[data-message]').textContent = '没连上，工作台没载入。请刷新，或从下面的清单找。';
      this.find('[data-plain]').hidden = false;
    }
  }

  private find<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.querySelector<T>(selector)!;
  }

  private show(): void {
    const typed = this.input.value.trim();
    const found = this.filter(typed, this.fixer);
    this.shown = (typed ? found : this.usualFirst(found)).slice(0, MOST_SHOWN);
    this.find('[data-message]').textContent = found.length > 0 ? `${found.length} 条` : '没有对得上的，换个说法试试。';
    this.list.textContent = '';
    this.shown.forEach((item, at) => this.list.append(this.option(item, at)));
    this.list.scrollTop = 0;
    this.select(0);
  }

  /** Nothing typed: pinned, then used last, then the rest. */
  private usualFirst(found: readonly DeskItem[]): DeskItem[] {
    const byKey = new Map(found.map((item) => [item.key, item] as const));
    const first = new Set([...pinned(), ...recent()].map((key) => byKey.get(key)).filter((item): item is DeskItem => item !== undefined));
    return [...first, ...found.filter((item) => !first.has(item))];
  }

  private option({ key, kind, title }: DeskItem, at: number): HTMLLIElement {
    const option = document.createElement('li');
    option.id = `desk-${at}`;
    option.setAttribute('role', 'option');
    option.dataset['item'] = key;
    if (kind === 'guide') {
      const number = document.createElement('span');
      number.className = 'number';
      number.textContent = key;
      option.append(number);
    }
    const tag = document.createElement('span');
    tag.className = 'tag';
    tag.textContent = [isPinned(key) && '置顶', { guide: '', code: '错误码', tree: '排查树' }[kind]].filter(Boolean).join(' · ');
    option.append(title, tag);
    return option;
  }

  private select(at: number): void {
    this.at = Math.max(0, Math.min(at, this.shown.length - 1));
    Array.from(this.list.children).forEach((option, i) => option.setAttribute('aria-selected', String(i === this.at)));
    const option = this.list.children[this.at];
    option?.scrollIntoView({ block: 'nearest' });
    [this.input, this.list].forEach((element) => (option ? element.setAttribute('aria-activedescendant', option.id) : element.removeAttribute('aria-activedescendant')));
    const box = this.find('[data-preview]');
    box.textContent = '';
    const item = this.shown[this.at];
    if (item) box.append(...preview(item, this.items, isPinned(item.key)));
  }

  private onBoxKey(event: KeyboardEvent): void {
    // Enter that ends a word of an input method is not ours.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.select(this.at + (event.key === 'ArrowDown' ? 1 : -1));
      this.list.focus();
    } else if (event.key === 'Enter') this.act(event.shiftKey ? 'open' : 'title');
    else return;
    event.preventDefault();
  }

  private onListKey(event: KeyboardEvent): void {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = { Enter: event.shiftKey ? 'open' : 'title', o: 'open', r: 'reply', p: 'pin' }[key];
    if (action) this.act(action);
    else if (key === 'ArrowDown') this.select(this.at + 1);
    else if (key === 'ArrowUp' && this.at === 0) this.input.focus();
    else if (key === 'ArrowUp') this.select(this.at - 1);
    else if (key === 'Home') this.select(0);
    else if (key === 'End') this.select(this.shown.length - 1);
    else return;
    event.preventDefault();
  }

  private onPageKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Escape') this.input.value = '';
    else if (target === this.input || (key !== '/' && key !== '?')) return;
    event.preventDefault();
    if (key === '?') return void (this.find<HTMLDetailsElement>('[data-keys]').open = true);
    this.input.focus();
    this.input.select();
    if (key === 'Escape') this.show();
  }

  private onClick(target: Element): void {
    const { fixer, item, action } = target.closest<HTMLElement>('[data-fixer], [data-item], [data-action]')?.dataset ?? {};
    if (fixer !== undefined) {
      this.fixer = fixer;
      this.querySelectorAll<HTMLElement>('[data-fixer]').forEach((chip) => chip.setAttribute('aria-pressed', String(chip.dataset['fixer'] === fixer)));
      this.show();
    } else if (item !== undefined) {
      this.select(this.shown.findIndex(({ key }) => key === item));
      this.find('[data-preview]').scrollIntoView({ block: 'nearest' });
    } else if (action) this.act(action);
  }

  private act(action: string): void {
    const item = this.shown[this.at];
    if (!item) return;
    const { key, kind, title, reply } = item;
    const url = new URL(item.url, location.href).href;
    if (action === 'pin') return this.pin(key);
    used(key);
    if (action === 'open') return void window.open(url, '_blank', 'noopener');
    if (action === 'title') return void this.copy(`${kind === 'guide' ? `${key} ` : ''}${title} ${url}`, '标题和链接');
    if (action === 'link') return void this.copy(url, '链接');
    if (reply) void this.copy(reply, '回复');
    else this.say('这一条没有可复制的回复');
  }

  private pin(key: string): void {
    const on = togglePin(key);
    const { at } = this;
    this.show();
    this.select(this.input.value.trim() ? at : this.shown.findIndex((item) => item.key === key));
    this.say(on ? '已置顶' : '不再置顶');
  }

  private async copy(text: string, what: string): Promise<void> {
    this.say(await copyText(text) ? `已复制${what}` : '没复制上，请再按一次');
  }

  private say(text: string): void {
    const line = this.find('[data-copied]');
    line.textContent = text;
    clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => (line.textContent = ''), 2000);
  }
}

customElements.define('agent-desk', AgentDesk);
