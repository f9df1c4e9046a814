/** `<print-sheet>`: prints its sheet alone. Without script the whole page still prints. */
class PrintSheet extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>('[data-print]');
    if (!button) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      this.classList.add('printing');
      document.documentElement.classList.add('print-one');
      window.print();
      this.classList.remove('printing');
      document.documentElement.classList.remove('print-one');
    });
  }
}
customElements.define('print-sheet', PrintSheet);
