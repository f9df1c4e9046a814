/**
 * A guide's tools come with the reader's first touch, key or glance of the mouse: until then the page is
 * complete without them. What was pressed meanwhile is done when they are there. Steps ticked earlier show at once.
 */
import { recall } from './kept.ts';

const tools = document.querySelector<HTMLElement>('guide-tools')!;
let loading: Promise<unknown> | undefined;
let awake = false;

/** @param event done again when the tools are there, which missed it */
async function wake(event?: Event): Promise<void> {
  if (awake) return;
  loading ??= import('./guide-tools.ts');
  try {
    await loading;
  } catch {
    loading = undefined;
    return;
  }
  awake = true;
  if (event instanceof KeyboardEvent && !event.ctrlKey && !event.metaKey && !event.altKey) event.target!.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, bubbles: true }));
  else if (event?.type === 'click') (event.target as HTMLElement).click();
}

tools.querySelector<HTMLElement>('[data-tools]')!.hidden = false;
['pointerdown', 'touchstart', 'mousemove', 'wheel', 'focusin'].forEach((type) => addEventListener(type, () => void wake(), { passive: true }));
addEventListener('keydown', (event) => void wake(event));
tools.addEventListener('click', (event) => void wake(event));
if (recall(`steps:${tools.closest<HTMLElement>('article')!.dataset['guide']}`)) void wake();
