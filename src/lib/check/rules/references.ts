import type { Root } from 'mdast';
import { unreadable, type Corpus, type Entry } from '../../corpus.ts';
import type { Finding } from '../../problem.ts';
import type { Guide } from '../../schema.ts';
import type { KeyPath } from '../../yaml.ts';
import type { Rule } from '../rule.ts';
import { didYouMean } from '../closest.ts';
import { componentsOf } from '../../mdx/components.ts';

type Kind = 'guide' | 'code' | 'term' | 'tree' | 'source';
const KIND_NAMES: Record<Kind, string> = { guide: '编号为', code: '错误码', term: '名词', tree: '排查树', source: '出处' };
const WHERE: Record<Kind, string> = {
  guide: '编号见 numbers.yaml', code: '错误码见 codes/ 文件夹', term: '名词见 terms.yaml', tree: '排查树见 trees/ 文件夹', source: '出处见 sources.yaml',
};

/** Everything named must exist. */
export const references: Rule = {
  name: 'references',
  reason: '引用的指南、错误码、名词、出处和排查树都要存在',
  check(corpus) {
    const known = knownIds(corpus);
    const byNumber = new Map(corpus.guides.map((guide) => [guide.data.n, guide]));
    const missing = (entry: Entry<unknown>, keys: KeyPath, kind: Kind, id: string | undefined): Finding[] =>
      id === undefined || known[kind].has(id) ? [] : [{
        path: entry.path, ...entry.locate(keys), message: `没有${KIND_NAMES[kind]}「${id}」${kind === 'guide' ? '的指南' : ''}`, tip: tipFor(kind, id, known),
      }];
    const each = (entry: Entry<unknown>, key: string, kind: Kind, ids: readonly string[]) => ids.flatMap((id, index) => missing(entry, [key, index], kind, id));

    return [
      ...corpus.guides.flatMap((guide) => [
        ...each(guide, 'codes', 'code', guide.data.codes),
        ...each(guide, 'sources', 'source', guide.data.sources),
        ...each(guide, 'related', 'guide', guide.data.related),
        ...(guide.data.related.includes(guide.data.n) ? [{ path: guide.path, ...guide.locate(['related']), message: '相关指南写了自己', tip: `去掉 ${guide.data.n}` }] : []),
        ...(guide.data.sources.length === 0 && !guide.data.noSources ? [{ path: guide.path, ...guide.locate(['sources']), message: '没有出处', tip: '写上 sources.yaml 里的 id；全是做法建议时写 noSources: 做法建议，没有需要出处的说法' }] : []),
        ...oneWay(guide, byNumber),
        ...componentFindings(guide.path, guide.body, known),
      ]),
      ...corpus.codes.flatMap((code) => [...missing(code, ['guide'], 'guide', code.data.guide), ...each(code, 'sources', 'source', code.data.sources)]),
      ...Object.entries(corpus.terms.data).flatMap(([id, term]) => missing(corpus.terms, [id, 'guide'], 'guide', term.guide)),
      ...corpus.trees.flatMap((tree) => [
        ...missing(tree, ['successor'], 'tree', tree.data.successor),
        ...Object.entries(tree.data.outcomes).flatMap(([id, outcome]) => missing(tree, ['outcomes', id, 'guide'], 'guide', outcome.guide?.split('#')[0])),
      ]),
    ];
  },
};

/** A reader who comes from one guide must find the way back. */
function oneWay(guide: Entry<Guide>, byNumber: ReadonlyMap<string, Entry<Guide>>): Finding[] {
  return guide.data.related.flatMap((n, index) => {
    const target = byNumber.get(n);
    return target && n !== guide.data.n && !target.data.related.includes(guide.data.n)
      ? [{ path: guide.path, ...guide.locate(['related', index]), message: `相关指南要互相写：${n} 没有写 ${guide.data.n}`, tip: `在 ${target.path} 的 related 里加 "${guide.data.n}"，或去掉这里的 "${n}"` }] : [];
  });
}

function knownIds(corpus: Corpus): Record<Kind, ReadonlySet<string>> {
  const broken = unreadable(corpus);
  const brokenIn = (folder: string) => [...broken].flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
  const brokenGuides = corpus.numbers.data.filter(({ path }) => broken.has(`guides/${path}`)).map(({ n }) => n);
  return {
    guide: new Set([...corpus.guides.map(({ data }) => data.n), ...brokenGuides]),
    code: new Set([...corpus.codes.map(({ id }) => id), ...brokenIn('codes')]),
    term: broken.has('terms') ? anything() : new Set(Object.keys(corpus.terms.data)),
    tree: new Set([...corpus.trees.map(({ data }) => data.id), ...brokenIn('trees')]),
    source: broken.has('sources') ? anything() : new Set(Object.keys(corpus.sources.data)),
  };
}

/** A list that cannot be read is reported as such; whoever names something of it is not to blame. */
const anything = (): ReadonlySet<string> => Object.assign(new Set<string>(), { has: () => true });

/** Numbers that look alike have nothing to do with each other: only names get a suggestion. */
const tipFor = (kind: Kind, id: string, known: Record<Kind, ReadonlySet<string>>) => (kind === 'guide' ? WHERE.guide : didYouMean(id, known[kind], WHERE[kind]));

const COMPONENT_KINDS: Record<string, Kind> = { Code: 'code', Term: 'term', DecisionTree: 'tree' };

function componentFindings(path: string, body: Root, known: Record<Kind, ReadonlySet<string>>): Finding[] {
  return componentsOf(body).flatMap(({ name, attributes, line, column }) => {
    const kind = COMPONENT_KINDS[name];
    const id = attributes['id'];
    if (!kind || id === undefined || known[kind].has(id)) return [];
    return [{ path, line, column, message: `没有${KIND_NAMES[kind]}「${id}」`, tip: tipFor(kind, id, known) }];
  });
}
