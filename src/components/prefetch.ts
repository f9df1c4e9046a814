/**
 * A page is under way before the click: as soon as a finger or pointer rests on its link. A finger that begins
 * to scroll cancels that. The worker hands the answer to the click that follows (src/offline/sw.ts); without it
 * the page would be fetched twice.
 */
const REST_MS = 60;

let rest = 0;
let last = '';

function prefetch(target: EventTarget | null): void {
  const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href]');
  if (!link || link.origin !== location.origin || !link.pathname.endsWith('/') || link.pathname === location.pathname || link.href === last || !navigator.serviceWorker?.controller) return;
  last = link.href;
  fetch(last.split('#')[0]!, { headers: { purpose: 'prefetch' } }).catch(() => undefined);
}

['pointerdown', 'mouseover'].forEach((type) => addEventListener(type, ({ target }) => {
  clearTimeout(rest);
  rest = window.setTimeout(prefetch, REST_MS, target);
}, { passive: true }));
addEventListener('pointercancel', () => clearTimeout(rest));
export {};
