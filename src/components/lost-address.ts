/** `<lost-address>`: offers a search for what the missing address named. The address only ever becomes text. */
import { wordsOf } from '../lib/lost-address.ts';

class LostAddress extends HTMLElement {
  connectedCallback(): void {
    const { base = '/', search = '' } = this.dataset;
    const words = wordsOf(location.pathname.slice(base.length - 1));
    if (!words) return;
    const link = this.querySelector('a')!;
    link.href = `${search}?${new URLSearchParams({ q: words })}`;
    link.textContent = `搜「${words}」`;
    this.querySelector('p')!.hidden = false;
  }
}

customElements.define('lost-address', LostAddress);
