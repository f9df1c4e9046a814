/** `<text-size>`: small, middle, large; remembered on this device. The choice is applied by early.js. */
import { forget, recall, remember } from './kept.ts';

const KEY = 'text-size';

class TextSize extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    this.addEventListener('click', (event) => {
      const size = (event.target as HTMLElement).dataset['size'];
      if (size === undefined) return;
      document.documentElement.dataset['text'] = size;
      if (size) remember(KEY, size);
      else forget(KEY);
      this.show(size);
    });
    this.show(recall(KEY) ?? '');
  }

  private show(size: string): void {
    this.querySelectorAll('button').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset['size'] === size)));
  }
}
customElements.define('text-size', TextSize);
