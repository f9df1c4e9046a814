/**
 * `<guide-tools>`: what an agent takes away from a guide, by button or by key, and the reader's own comfort
 * on the page: steps to tick off, codes to copy, the way on when nothing helped. Loaded by guide-wake.ts.
 */
import { confirmOn, copyText } from './clipboard.ts';
import { copyCodes } from './copy-code.ts';
import { stepsAsText, tickSteps } from './guide-steps.ts';

/** Key → its button. */
const KEYS: Readonly<Record<string, string>> = { c: '[data-copy-link]', t: '[data-copy-title]', r: '[data-copy-reply]', s: '[data-copy-steps]', q: '[data-show-qr]', p: '[data-print-page]' };

class GuideTools extends HTMLElement {
  connectedCallback(): void {
    const article = this.closest('article')!;
    const { link = '', title = '', reply = '' } = this.dataset;
    const n = article.dataset['guide']!;
    const address = () => new URL(link, location.href).href;
    const steps = article.querySelector<HTMLElement>('.steps');
    this.copyOn('link', address);
    this.copyOn('title', () => `${n} ${title} ${address()}`);
    this.copyOn('reply', () => reply);
    this.copyOn('steps', () => `${n} ${title}\n\n${steps ? stepsAsText(steps) : ''}\n\n${address()}`);
    this.find('[data-print-page]').addEventListener('click', () => void this.drawForPaper(address()).then(() => window.print()));
    this.find('[data-show-qr]').addEventListener('click', () => void this.toggleQr(address()));
    // Where a printer may be near, the browser's own command prints the code too.
    if (matchMedia('(pointer: fine)').matches) void this.drawForPaper(address());
    this.listKeys();
    addEventListener('keydown', (event) => this.onKey(event));
    if (steps) tickSteps(steps, `steps:${n}`);
    copyCodes();
    leaveAt(article.querySelector('#escalate'), article.querySelector('.stuck'));
  }

  private find(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }

  private copyOn(name: string, text: () => string): void {
    const button = this.find(`[data-copy-${name}]`);
    button.addEventListener('click', async () => confirmOn(button, await copyText(text()), this.find('[data-copied]')));
  }

  private async toggleQr(address: string): Promise<void> {
    const box = this.find('[data-qr]');
    if (box.firstChild) return void (box.textContent = '');
    const { qrCode } = await import('./qr-code.ts');
    box.append(qrCode(address, '打开这一篇'));
    box.scrollIntoView({ block: 'nearest' });
  }

  /** On paper the code is all that leads back here. Without it, the page is printed nevertheless. */
  private async drawForPaper(address: string): Promise<void> {
    const title = this.closest('article')!.querySelector('h1')!;
    const script = await import('./qr-code.ts').catch(() => null);
    if (!script || title.previousElementSibling?.className === 'on-paper') return;
    const box = document.createElement('div');
    box.className = 'on-paper';
    box.append(script.qrCode(address, '打开这一篇'), address.replace(/^https?:\/\//, ''));
    title.insertAdjacentElement('beforebegin', box);
  }

  private listKeys(): void {
    const list = document.createElement('details');
    const name = document.createElement('summary');
    name.textContent = '？ 快捷键';
    const keys = document.createElement('p');
    keys.textContent = [...Object.keys(KEYS).map((key) => `${key} ${this.find(KEYS[key]!).textContent}`), '/ 搜索', '? 开合这一行'].join(' · ');
    list.append(name, keys);
    this.find('[data-tools]').append(list);
  }

  private onKey({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): void {
    if (ctrlKey || metaKey || altKey || (target as Element).closest('input, textarea, select, [contenteditable]')) return;
    if (key === '?' || key === '？') {
      const list = this.querySelector('details')!;
      list.open = !list.open;
      if (list.open) list.scrollIntoView({ block: 'center' });
    } else if (Object.keys(KEYS).indexOf(key) >= 0) this.find(KEYS[key]!).click();
  }
}

/** The link to the last section is of no use to who has come to it. */
function leaveAt(section: Element | null, link: Element | null): void {
  if (!section || !link || typeof IntersectionObserver === 'undefined') return;
  new IntersectionObserver(([entry]) => link.classList.toggle('reached', entry!.isIntersecting || entry!.boundingClientRect.top < 0)).observe(section);
}

customElements.define('guide-tools', GuideTools);
