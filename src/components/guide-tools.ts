/** `<guide-tools>`: copy and print buttons of a guide. */
import { confirmOn, copyText } from './clipboard.ts';

class GuideTools extends HTMLElement {
  connectedCallback(): void {
    const buttons = this.querySelector<HTMLElement>('.buttons');
    if (!buttons) return;
    buttons.hidden = false;
    const { link = '', reply = '' } = this.dataset;
    this.copyOn('[data-copy-link]', () => new URL(link, location.href).href);
    this.copyOn('[data-copy-reply]', () => reply);
    this.querySelector('[data-print-page]')?.addEventListener('click', () => window.print());
  }

  private copyOn(selector: string, text: () => string): void {
    const button = this.querySelector<HTMLElement>(selector);
    button?.addEventListener('click', async () => confirmOn(button, await copyText(text()), this.querySelector('[data-copied]')));
  }
}
customElements.define('guide-tools', GuideTools);
