import { unreadable, type Corpus } from '../../corpus.ts';
import { componentsOf } from '../../mdx/components.ts';
import type { Finding } from '../../problem.ts';
import { didYouMean } from '../closest.ts';
import type { Rule } from '../rule.ts';
import { placeOf, visibleTexts } from '../visible-text.ts';

/** As Alipay writes them; a gateway's five digits look like telephone numbers and are only known by <Code>. */
const WRITTEN = /(?<![\w.])(?:ACQ\.[A-Z][A-Z_]+|(?:isv|isp|aop)\.[a-z][a-z-]+)(?![\w])/g;

/** A merchant types the code on the screen and must arrive somewhere; a code nobody leads to helps nobody. */
export const codes: Rule = {
  name: 'codes',
  reason: '正文里写到的错误码都要有；每个错误码都有一篇指南接着看',
  check: (corpus) => [...unknown(corpus), ...unlisted(corpus), ...unreached(corpus)],
};

function unknown(corpus: Corpus): Finding[] {
  const known = new Set([...corpus.codes.map(({ id }) => id), ...[...unreadable(corpus)].map((path) => path.replace(/^codes\//, ''))]);
  return visibleTexts(corpus).flatMap((visible) => [...visible.text.matchAll(WRITTEN)].filter(([code]) => !known.has(code)).map(([code]) => ({
    path: visible.path, ...placeOf(visible, code), message: `没有错误码「${code}」`, tip: didYouMean(code, known, `先加 codes/${code}.yaml，或改成有的错误码`),
  })));
}

const idsIn = ({ body }: Corpus['guides'][number]) => componentsOf(body).flatMap(({ name, attributes: { id }, line, column }) => (name === 'Code' && id ? [{ id, line, column }] : []));

/** What the text speaks of is listed below it. One that does not exist is for the rule `references` to tell. */
function unlisted({ guides, codes: all }: Corpus): Finding[] {
  const known = new Set(all.map(({ id }) => id));
  return guides.flatMap((guide) => idsIn(guide).filter(({ id }) => known.has(id) && !guide.data.codes.includes(id)).map(({ id, line, column }) => ({
    path: guide.path, line, column, message: `正文写到 ${id}，文件头的 codes 里没有`, tip: `在 codes 里加上 "${id}"`,
  })));
}

function unreached(corpus: Corpus): Finding[] {
  const broken = unreadable(corpus).size > 0;
  const numbers = new Set(corpus.guides.map(({ data }) => data.n));
  const named = new Set(corpus.guides.flatMap((guide) => [...guide.data.codes, ...idsIn(guide).map(({ id }) => id)]));
  return broken ? [] : corpus.codes.filter(({ id, data }) => !named.has(id) && !numbers.has(data.guide)).map((code) => ({
    path: code.path, ...code.locate(['guide']), message: `没有一篇指南讲到 ${code.id}`, tip: '把 guide 改成一篇现有指南的编号，或在指南的 codes 里写上它',
  }));
}
