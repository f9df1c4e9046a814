/** A guide's new address: the file, the register, whatever names it, and the redirect for whoever comes by the old one. */
import { toContent, urls } from '../urls.ts';
import { addressFault } from './numbers.ts';
import { change, create, demandReadable, type Content, type Edit } from './content.ts';
import { insertItem, removeItem, setScalar } from './yaml-edit.ts';

/** @throws Error, in Chinese, when the number is unknown or the new address taken */
export function planRename(content: Content, n: string, slug: string): Edit[] {
  demandReadable(content, 'numbers.yaml', 'redirects.yaml');
  const { guide, index } = guideOf(content, n);
  const [category, issue, old] = guide.id.split('/');
  if (slug === old) throw new Error(`${n} 的短名就是 ${slug}，不用改`);
  const id = `${category}/${issue}/${slug}`;
  const [from, to] = [toContent(urls.guide(guide.id)), toContent(urls.guide(id))];
  const fault = addressFault(content, `${category}/${issue}`, slug, from);
  if (fault) throw new Error(fault);

  const file = `guides/${id}.mdx`;
  const relinked = (text: string) => text.replace(linksTo(from), to).replaceAll(guide.path, file);
  const linking = [...content.texts].filter(([path, text]) => path !== guide.path && path !== 'redirects.yaml' && relinked(text) !== text);
  return [
    create(content, file, relinked(guide.text)),
    change(content, 'numbers.yaml', (text) => setScalar(text, [index, 'path'], id)),
    change(content, 'redirects.yaml', (text) => redirected(content, text, from, to)),
    ...linking.map(([path]) => change(content, path, relinked)),
    { path: guide.path, before: guide.text, after: null },
  ];
}

function guideOf({ corpus }: Content, n: string) {
  const index = corpus.numbers.data.findIndex((entry) => entry.n === n);
  const entry = corpus.numbers.data[index];
  if (!entry) throw new Error(`没有编号「${n}」。指南的编号是三段数字，例如 1.3.2，见 numbers.yaml`);
  if (entry.retired) throw new Error(`编号 ${n} 停用了：${entry.retired}`);
  const guide = corpus.guides.find(({ data }) => data.n === n);
  if (!guide) throw new Error(n.split('.').length < 3 ? `${n} 是分类或小类；只有指南能这样改名` : `guides/${entry.path}.mdx 读不懂或不在，先运行 npm run check 改好`);
  return { guide, index };
}

/** Older redirects are pointed straight at the new address; one away from it is dropped: the guide is back. */
function redirected({ corpus }: Content, text: string, from: string, to: string): string {
  const old = corpus.redirects.data;
  const repointed = old.reduce((now, entry, index) => (entry.to === from && entry.from !== to ? setScalar(now, [index, 'to'], to) : now), text);
  const added = insertItem(repointed, Infinity, `{from: ${from}, to: ${to}}`);
  const back = old.findIndex((entry) => entry.from === to);
  return back < 0 ? added : removeItem(added, back);
}

/** The address as it stands in a link of the site itself, with or without a fragment; not as part of a longer one. */
const linksTo = (address: string) => new RegExp(`(?<![\\w.-])${address.replaceAll('.', '\\.')}(?![\\w-])`, 'g');
