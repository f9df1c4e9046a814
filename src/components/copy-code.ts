/** The button beside an error code copies it. The buttons' room is kept before the script is there, so nothing moves. */
import { confirmOn, copyText } from './clipboard.ts';

export function copyCodes(): void {
  document.documentElement.classList.add('copies');
  document.addEventListener('click', async (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-copy-code]');
    if (button) confirmOn(button, await copyText(button.dataset['copyCode']!), document.querySelector('[data-copied]'));
  });
}
