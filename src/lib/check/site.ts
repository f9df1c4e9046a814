/** Where links within the site may lead. */
import { unreadable, type Corpus } from '../corpus.ts';
import { anchorsOf } from '../mdx/anchors.ts';
import { didYouMean } from './closest.ts';

export interface Site {
  /** Addresses → the anchors on each; `null` where a file cannot be read and nobody knows. */
  anchors: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** A guide's address as a browser shows it → its permalink. */
  permalinks: ReadonlyMap<string, string>;
  /** Permalink of a number no longer in use → why. */
  retired: ReadonlyMap<string, string>;
}

/** Pages made by the site itself that prose may link to. */
const SITE_PAGES = ['/', '/guides/', '/trees/', '/codes/', '/search/'];

export function siteOf(corpus: Corpus): Site {
  const none: ReadonlySet<string> = new Set();
  const broken = unreadable(corpus);
  const terms = broken.has('terms') ? null : new Set(Object.keys(corpus.terms.data));
  const scope = broken.has('scope') ? null : new Set(corpus.scope.data.map(({ id }) => id));
  const [retired, inUse] = [corpus.numbers.data.filter((entry) => entry.retired), corpus.numbers.data.filter((entry) => !entry.retired)];
  return {
    anchors: new Map<string, ReadonlySet<string> | null>([
      ...SITE_PAGES.map((page) => [page, none] as const),
      ['/glossary/', terms],
      ['/scope/', scope],
      ...corpus.pages.map((page) => [`/${page.id}/`, anchorsOf(page.body)] as const),
      ...inUse.map(({ n, path }) => [`/n/${n}/`, broken.has(`guides/${path}`) ? null : none] as const),
      ...corpus.guides.map((guide) => [`/n/${guide.data.n}/`, anchorsOf(guide.body)] as const),
      ...corpus.trees.map(({ data }) => [`/trees/${data.id}/`, none] as const),
      ...corpus.codes.map(({ id }) => [`/codes/${id}/`, none] as const),
    ]),
    permalinks: new Map(inUse.map(({ n, path }) => [`/guides/${path}/`, `/n/${n}/`])),
    retired: new Map(retired.map(({ n, retired: why }) => [`/n/${n}/`, why!])),
  };
}

/**
 * @param own anchors of the page the link stands on
 * @returns one fault or none
 */
export function linkFault(url: string, site: Site, own: ReadonlySet<string> = new Set()): { message: string; tip: string }[] {
  const [page = '', fragment] = url.split('#');
  if (page !== '' && !site.anchors.has(page)) {
    const why = site.retired.get(page);
    return [why === undefined ? { message: `站内没有「${page}」`, tip: nearest(page, fragment, site) } : { message: `「${page}」停用了：${why}`, tip: '改成接替它的那一篇，或者去掉链接' }];
  }
  const anchors = page === '' ? own : site.anchors.get(page);
  if (!fragment || !anchors || anchors.has(fragment)) return [];
  const known = [...anchors].filter(Boolean);
  return [{ message: `「${page || '这一页'}」里没有锚点「#${fragment}」`, tip: known.length > 0 ? didYouMean(fragment, known, `可用的锚点：${known.slice(0, 12).map((id) => `#${id}`).join('、')}`) : '去掉 # 和后面的字' }];
}

/** `/n/1.3.2`, `n/1.3.2/`, `/guides/…/`, `/codes/10004/`: the address meant, if it can be told. */
function nearest(page: string, fragment: string | undefined, { anchors, permalinks }: Site): string {
  const tidy = `/${page.replace(/^[./]+|\/+$|\.mdx?$/g, '')}/`;
  const meant = permalinks.get(tidy) ?? (anchors.has(tidy) ? tidy : undefined);
  if (meant) return `写成 ${meant}${fragment ? `#${fragment}` : ''}`;
  const [, folder, name = ''] = /^(\/\w+\/)([^/]+)\/$/.exec(tidy) ?? [];
  const names = folder === '/n/' ? [] : [...anchors.keys()].flatMap((address) => (folder && address.startsWith(folder) && address !== folder ? [address.slice(folder.length, -1)] : []));
  return didYouMean(name, names, '站内链接写 /n/编号/，可以加 #steps、#confirm、#why、#escalate；编号见 numbers.yaml');
}
