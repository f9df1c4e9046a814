/**
 * Puts text on the clipboard. Old WebViews have no `navigator.clipboard`, and plain http pages
 * are refused it: a hidden text field and `execCommand` still work there.
 * @returns whether it is there
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'visually-hidden';
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

/** Shows on the button itself that it worked, then restores its words. */
export function confirmOn(button: HTMLElement, done: boolean, status?: Element | null): void {
  const words = button.dataset['words'] ?? button.textContent ?? '';
  button.dataset['words'] = words;
  button.textContent = done ? '已复制' : '没复制上，请长按选中';
  if (status) status.textContent = button.textContent;
  setTimeout(() => {
    button.textContent = words;
    if (status) status.textContent = '';
  }, 2000);
}
