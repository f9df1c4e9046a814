/** On every page with a header, so it brings what every page needs: one request less. */
import './keep-offline.ts';
import './prefetch.ts';

/** The box is a plain form until it is used: only then its script comes. `/` goes to the box, unless something is being typed. */
addEventListener('keydown', (event) => {
  const box = document.querySelector<HTMLInputElement>('site-search input');
  if (!box || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('input, textarea, select, [contenteditable]')) return;
  event.preventDefault();
  box.focus();
  box.select();
});

/** On the search page the results are the page. */
if (!document.querySelector('search-page')) {
  document.querySelectorAll('site-search').forEach((box) => {
    const load = () => void import('./site-search.ts').catch(() => box.addEventListener('focusin', load, { once: true }));
    box.addEventListener('focusin', load, { once: true });
    if (box.contains(document.activeElement)) load();
  });
}
