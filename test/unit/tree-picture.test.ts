import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { OUTCOME_NAMES } from '../../src/lib/labels.ts';
import { treeSchema, type Tree } from '../../src/lib/schema.ts';
import { countsOf, drawTree } from '../../src/lib/tree/picture.ts';
import { widthOf, wrap } from '../../src/lib/tree/wrap.ts';

const trees = (await readCorpus('content')).trees.map(({ data }) => data);

/** Signs that mean something in XML, everywhere a picture can have them. */
const awkward: Tree = treeSchema.parse({
  id: 'awkward', title: '<b>&"\'', version: 1, status: 'published', owner: 'till', reviewed: '2026-11-22', reviewEvery: '180d', sayings: ['样例'], start: 'first',
  questions: { first: { text: '显示 <none> & "空"？', answers: [{ id: 'yes', text: '是 </text><script>', next: 'done' }, { id: 'no', text: '不是', next: 'call' }] } },
  outcomes: {
    done: { kind: 'redirect', title: '看 A&B', to: '/guides/' },
    call: { kind: 'escalate', title: '打电话', channel: '合同上的电话', collect: ['商户号'] },
  },
});

describe('wrap', () => {
  test.each([
    ['', 11, []],
    ['短', 11, ['短']],
    ['一二三四五六七八九十一', 11, ['一二三四五六七八九十一']],
    ['一二三四五六七八九十一二', 11, ['一二三四五六', '七八九十一二']],
    ['一二三四五，六七八九十', 5, ['一二三四', '五，六七', '八九十']],
    ['收单机构（全名）先打「电话」', 4, ['收单机构', '（全名）', '先打「电', '话」']],
    ['换一个只要密码的 WiFi 网络', 7, ['换一个只要密码', '的 WiFi 网络']],
    ['看 ACQ.SYSTEM_ERROR 这一页', 6, ['看', 'ACQ.SYSTEM_ERROR', '这一页']],
  ])('%s', (text, most, lines) => {
    expect(wrap(text, most)).toEqual(lines);
  });

  test('starts no line with closing and ends none with opening punctuation, and loses nothing', () => {
    for (const text of trees.flatMap(({ questions, outcomes }) => [...Object.values(questions).flatMap((question) => [question.text, ...question.answers.map((answer) => answer.text)]), ...Object.values(outcomes).map(({ title }) => title)])) {
      for (const most of [3, 5, 8, 11]) {
        const lines = wrap(text, most);
        expect(lines.filter((line) => /^[，。？！、；：）」』》”’%…]|[（「『《“‘]$/.test(line))).toEqual([]);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }
      expect(Math.max(...wrap(text, 11).map(widthOf)), text).toBeLessThanOrEqual(13);
    }
  });
});

/** The first thing in which a text is not well-formed XML, if any: enough for what we write (no comments, no CDATA). */
function faultOf(xml: string): string | undefined {
  const open: string[] = [];
  for (const [piece, slash, name, attributes, closed] of xml.matchAll(/<(\/?)([A-Za-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+|</g)) {
    if (name === undefined) {
      if (piece === '<' || /&(?!#\d+;)/.test(piece) || (open.length === 0 && piece.trim())) return piece;
    } else if (slash) {
      if (open.pop() !== name || attributes) return piece;
    } else {
      const names = [...attributes!.matchAll(/\s([\w:-]+)=/g)].map(([, key]) => key);
      if (new Set(names).size < names.length || /&(?!#\d+;)/.test(attributes!)) return piece;
      if (!closed) open.push(name);
    }
  }
  return open[0];
}

test('faultOf finds faults', () => {
  expect(['<a><b/></a>', '<a b="1" c="&#38;">x</a>'].map(faultOf)).toEqual([undefined, undefined]);
  expect(['<a>', '<a></b>', '<a b="1" b="2"/>', '<a>&amp</a>', '<a><<b/></a>', 'x<a/>', '<a b=1/>'].filter((xml) => faultOf(xml) === undefined)).toEqual([]);
});

const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
const textsIn = (svg: string) => [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inside]) => unescaped(inside!.replace(/<[^>]+>/g, '')).replace(/\s/g, ''));
const boxesIn = (svg: string) => [...svg.matchAll(/<rect x="(-?\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"/g)].map(([, ...sides]) => sides.map(Number) as [number, number, number, number]);

describe.each([...trees, awkward].map((tree) => [tree.id, tree] as const))('the picture of %s', (_, tree) => {
  const { svg, width, height } = drawTree(tree);

  test('is well-formed, says what it is, and brings no script and no inline style', () => {
    expect(faultOf(svg)).toBeUndefined();
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="t d"/);
    expect(unescaped(/<title id="t">(.*)<\/title>/.exec(svg)![1]!)).toBe(tree.title);
    expect(unescaped(/<desc id="d">(.*)<\/desc>/.exec(svg)![1]!)).toContain(countsOf(tree));
    expect(svg).not.toMatch(/<script|\sstyle=|\son[a-z]+=|href=|undefined|NaN/);
  });

  test('shows every question, answer, outcome and kind', () => {
    const texts = textsIn(svg);
    const all = texts.join('\n');
    const answers = Object.values(tree.questions).flatMap((question) => question.answers);
    const expected = [...Object.values(tree.questions).map(({ text }) => text), ...answers.map(({ text }) => text), ...Object.values(tree.outcomes).map(({ title }) => title)];
    expect(expected.filter((text) => !all.includes(text.replace(/\s/g, '')))).toEqual([]);
    const kinds = Object.values(tree.outcomes).map(({ kind }) => OUTCOME_NAMES[kind]);
    expect(texts.filter((text) => Object.values<string>(OUTCOME_NAMES).includes(text)).sort()).toEqual(kinds.sort());
  });

  test('keeps its boxes apart and inside', () => {
    const boxes = boxesIn(svg);
    expect(boxes.length).toBe(Object.keys(tree.questions).length + Object.keys(tree.outcomes).length);
    expect(boxes.filter(([x, y, w, h]) => x < 0 || y < 0 || x + w > width || y + h > height)).toEqual([]);
    const overlaps = boxes.flatMap(([x, y, w, h], index) => boxes.slice(index + 1).filter(([x2, y2, w2, h2]) => x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h));
    expect(overlaps).toEqual([]);
  });

  test('is small, and the same every time', () => {
    expect(gzipSync(svg, { level: 9 }).length).toBeLessThan(8 * 1024);
    expect(drawTree(structuredClone(tree)).svg).toBe(svg);
  });
});

test('a circle is refused readably', () => {
  const circle = structuredClone(awkward);
  circle.questions['first']!.answers[0]!.next = 'first';
  expect(() => drawTree(circle)).toThrow('走成了圈：first → first');
});
