/**
 * What an outcome offers beyond its words: the guide's section in place, a countdown while waiting, a
 * checklist of what to have ready. The page is complete without any of it.
 */
import { forget, recall, remember } from './kept.ts';

/** Shows the section of the guide above the link to it, in the place kept for it; a failed fetch leaves the link. */
export async function showSection(outcome: HTMLElement): Promise<void> {
  const link = outcome.querySelector<HTMLAnchorElement>('.go');
  const box = outcome.querySelector('.in-place');
  if (!link || !box || box.firstChild) return;
  const page = await fetch(link.href).then((response) => (response.ok ? response.text() : ''), () => '');
  const heading = new DOMParser().parseFromString(page, 'text/html').getElementById(link.hash.slice(1) || 'steps');
  if (!heading) return box.remove();
  if (box.firstChild) return;
  for (let next = heading.nextElementSibling; next && next.tagName !== 'H2'; next = heading.nextElementSibling) box.append(document.adoptNode(next));
  // The page's own ids and trees must not stand here a second time.
  box.querySelectorAll('decision-tree, script').forEach((element) => element.remove());
  box.querySelectorAll('[id]').forEach((element) => element.removeAttribute('id'));
  // What it said alone, for the record of the visit.
  link.dataset['words'] = link.textContent!;
  link.textContent = `看整篇：${link.textContent}`;
}

/** A running wait and what stops it. */
let ticking = 0;

/** Counts down to the outcome's limit, from when it was first shown in this visit; a reload goes on counting. */
export function startCountdown(outcome: HTMLElement, visit: string): void {
  clearInterval(ticking);
  const clock = outcome.querySelector<HTMLElement>('[data-seconds]');
  if (!clock) return;
  const seconds = Number(clock.dataset['seconds']);
  const start = Number(recall(`wait:${visit}`)) || Date.now();
  remember(`wait:${visit}`, String(start));
  const tick = () => {
    if (!clock.isConnected) return clearInterval(ticking);
    const left = Math.max(0, Math.ceil(seconds - (Date.now() - start) / 1000));
    clock.hidden = false;
    clock.querySelector('[data-left]')!.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (left > 0) return;
    clearInterval(ticking);
    forget(`wait:${visit}`);
    clock.querySelector('[data-over]')!.textContent = '时间到了。看一眼结果，还没好就点下面。';
  };
  ticking = window.setInterval(tick, 1000);
  tick();
}

/** Turns the list of what to have ready into boxes to tick; ticks stay on this device. */
export function makeChecklist(outcome: HTMLElement, key: string): void {
  const list = outcome.querySelector('[data-collect]');
  if (!list || list.querySelector('input')) return;
  const ticked = new Set((recall(`ready:${key}`) ?? '').split(' ').filter(Boolean));
  Array.from(list.children).forEach((item, index) => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = ticked.has(String(index));
    box.addEventListener('change', () => {
      if (box.checked) ticked.add(String(index));
      else ticked.delete(String(index));
      remember(`ready:${key}`, [...ticked].join(' '));
    });
    const label = document.createElement('label');
    label.append(box, ...Array.from(item.childNodes));
    item.append(label);
  });
}
