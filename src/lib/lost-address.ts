/** What the address of a missing page was asking for, as words for a search. Runs in the browser, on whatever was typed. */

const LONGEST = 80;

/**
 * @param path of the address, still encoded, without the site's base: `/codes/acq.trade_has_close`
 * @returns words to search for; empty when the address asks for nothing the site has by name
 */
export function wordsOf(path: string): string {
  const [, kind, ...rest] = path.split('/').map(decoded);
  const asked = rest.filter((part) => part && !/^index\.(html|md)$/.test(part));
  if (kind === 'codes' || kind === 'n') return tidy(asked.join(' '));
  if (kind === 'guides' || kind === 'trees') return tidy((asked[asked.length - 1] ?? '').replace(/[-_]+/g, ' '));
  return '';
}

/** POS software may send bytes that are not UTF-8, or cut an escape in two. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part.replace(/%[\da-f]{0,2}/gi, ' ');
  }
}

const tidy = (text: string) => Array.from(text.replace(/[\s\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\ufeff\ufffd]+/g, ' ').trim()).slice(0, LONGEST).join('');
