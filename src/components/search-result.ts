/** One result in the list: where it leads, an excerpt with marks, links to its best sections. */
import { bestSections, excerpt, type Marked } from '../lib/search/excerpt.ts';
import type { Result, SearchEngine } from './search-engine.ts';

const KIND_NAMES: Record<string, string> = { code: '错误码', tree: '排查树', term: '名词' };
/** Results whose excerpt is fetched at once; the others' when the reader scrolls. */
const EAGER_EXCERPTS = 1;

/** A result, and when its excerpt is there if that is fetched at once. */
export function resultItem(result: Result, tokens: readonly string[], engine: SearchEngine, order: number): { item: HTMLLIElement; filled?: Promise<void> } {
  const item = document.createElement('li');
  item.dataset['result'] = result.key;
  const link = document.createElement('a');
  link.className = 'hit';
  link.href = result.url;
  const label = document.createElement('span');
  label.className = result.kind === 'guide' ? 'number' : 'kind';
  label.textContent = result.kind === 'guide' ? result.key : (KIND_NAMES[result.kind] ?? '');
  link.append(label, result.title);
  if (result.overdue) link.append('（要核对）');
  item.append(link);
  void markMissing(link);
  const fill = () => fillExcerpt(item, result, tokens, engine);
  if (order < EAGER_EXCERPTS) return { item, filled: fill() };
  whenScrolledTo(item, () => void fill());
  return { item };
}

/** Without a network, says which pages are not on the device either; the worker answers 200 for those it has. */
async function markMissing(link: HTMLAnchorElement): Promise<void> {
  if (navigator.onLine && !document.querySelector('[data-offline]')) return;
  const atHand = await fetch(link.href, { cache: 'only-if-cached', mode: 'same-origin' }).then(({ status }) => status === 200, () => false);
  if (atHand) return;
  const note = document.createElement('span');
  note.className = 'kind';
  note.textContent = '没存下，联网再看';
  link.append(' ', note);
}

/** The result stands without its excerpt: if that fails to load, nothing is said. */
async function fillExcerpt(item: HTMLElement, { id, pageUrl }: Result, tokens: readonly string[], engine: SearchEngine): Promise<void> {
  const text = await engine.text(id).catch(() => null);
  if (!text) return;
  const [best, ...others] = bestSections(text.sections, tokens, 3);
  const line = document.createElement('p');
  line.append(...marked(excerpt(best?.text || text.summary, tokens)));
  item.append(line);
  const links = [best, ...others].filter((section) => section?.link);
  if (links.length === 0) return;
  const list = document.createElement('ul');
  list.className = 'sections';
  for (const section of links) {
    const link = document.createElement('a');
    link.href = pageUrl + section!.link;
    link.textContent = section!.title;
    const entry = document.createElement('li');
    entry.append(link);
    list.append(entry);
  }
  item.append(list);
}

/** Text nodes and marks only: nothing of a text is ever read as HTML. */
function marked(pieces: Marked): Node[] {
  return pieces.map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const mark = document.createElement('mark');
    mark.textContent = piece;
    return mark;
  });
}

/** Nothing is fetched for results that nobody scrolls to, though at first all may be in view. */
function whenScrolledTo(element: Element, then: () => void): void {
  addEventListener('scroll', () => {
    if (typeof IntersectionObserver === 'undefined') return then();
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      then();
    });
    observer.observe(element);
  }, { once: true, passive: true });
}
