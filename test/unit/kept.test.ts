/** What is kept between runs: the same as made afresh, or not used at all. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkCorpus, type Remember } from '../../src/lib/check/check.ts';
import { keptFindings } from '../../src/lib/check/found-fs.ts';
import { rules } from '../../src/lib/check/rules.ts';
import { parseCorpus, type Corpus } from '../../src/lib/corpus.ts';
import { keepIn } from '../../src/lib/kept-fs.ts';
import { parseGuide } from '../../src/lib/mdx/parse.ts';
import { keepingReader } from '../../src/lib/parsed-fs.ts';
import { GUIDE, GUIDE_TEXT, changed, good } from './sample-content.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kept-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const files = () => readdirSync(join(folder, 'v1')).map((name) => join(folder, 'v1', name));
const readWith = (version = 'v1') => keepingReader(keepIn(folder, version));
const bodies = ({ guides }: Corpus) => guides.map(({ body }) => JSON.stringify(body));

describe('what was parsed', () => {
  test('is the same the second time, with every position', () => {
    const [fresh, first, second] = [parseCorpus(good), parseCorpus(good, { reader: readWith() }), parseCorpus(good, { reader: readWith() })];
    expect(files().length).toBeGreaterThan(3);
    for (const corpus of [first, second]) {
      expect(bodies(corpus)).toEqual(bodies(fresh));
      expect(corpus.guides.map(({ data, locate, span }) => [data, locate(['title']), locate(['symptoms', 0]), locate(['nothing']), span(['title'])]))
        .toEqual(fresh.guides.map(({ data, locate, span }) => [data, locate(['title']), locate(['symptoms', 0]), locate(['nothing']), span(['title'])]));
      expect(checkCorpus(corpus)).toEqual(checkCorpus(fresh));
    }
  });

  test.each<[what: string, spoil: (text: string) => string]>([
    ['torn', (text) => text.slice(0, text.length / 2)], ['empty', () => ''], ['a letter changed', (text) => text.replace('店长', '店主')],
    ['a value changed', (text) => text.replace(/\d/g, '9')], ['a line more', (text) => `${text}\n{}`], ['no JSON', () => 'x\ny\nz'],
  ])('is read afresh when its entry is %s', (_, spoil) => {
    const fresh = parseCorpus(changed(GUIDE, '找服务商', '店长找服务商'));
    parseCorpus(changed(GUIDE, '找服务商', '店长找服务商'), { reader: readWith() });
    for (const file of files()) writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    const again = parseCorpus(changed(GUIDE, '找服务商', '店长找服务商'), { reader: readWith() });
    expect(bodies(again)).toEqual(bodies(fresh));
    expect(again.guides.map(({ data }) => data)).toEqual(fresh.guides.map(({ data }) => data));
  });

  test('of other code is not used, and goes', () => {
    const text = GUIDE_TEXT;
    keepIn(folder, 'v1').set('mdx', text, ['{"value":{"n":"9.9.9"},"places":[]}', '{"type":"root","children":[]}']);
    expect(readWith('v1').frontMatter(text, 'mdx')?.value).toEqual({ n: '9.9.9' });
    expect(readWith('v2').whole(text, 'mdx').body).toEqual(parseGuide(text).body);
    expect(readdirSync(folder)).toEqual(['v2']);
  });

  test('of another format, or beside a character more, is something else', () => {
    const reader = readWith();
    expect(reader.whole(GUIDE_TEXT, 'mdx').body).toEqual(parseGuide(GUIDE_TEXT, 'mdx').body);
    expect(reader.whole(GUIDE_TEXT, 'md').body).toEqual(parseGuide(GUIDE_TEXT, 'md').body);
    expect(reader.whole(`${GUIDE_TEXT}甲`, 'mdx').body).toEqual(parseGuide(`${GUIDE_TEXT}甲`, 'mdx').body);
  });

  test.each(['---\nn: .nan\n---\n', '---\nn: [\n---\n', '没有文件头', '---\nn: 1\n---\n\n{1n}', '---\nn: 1\n---\n\n<Note'])('is the same for what cannot be kept: %j', (text) => {
    for (let time = 0; time < 2; time++) {
      const [kept, fresh] = [readWith().whole(text, 'mdx'), parseGuide(text)];
      expect([kept.frontMatter?.value, kept.frontMatter?.errors, kept.error]).toEqual([fresh.frontMatter?.value, fresh.frontMatter?.errors, fresh.error]);
    }
  });

  test('is made all the same when nothing can be written', () => {
    const kept = keepIn(folder, 'v1');
    rmSync(join(folder, 'v1'), { recursive: true });
    expect(keepingReader(kept).whole(GUIDE_TEXT, 'mdx').body).toEqual(parseGuide(GUIDE_TEXT).body);
  });
});

describe('what was found in a file', () => {
  const broken = changed(GUIDE, '找服务商', '找服务商,😀刷花呗');
  test('is found again, and no rule is asked twice', () => {
    const asked: string[] = [];
    const watched: Remember = (path, text, find) => keptFindings(keepIn(folder, 'v1'))(path, text, () => (asked.push(path), find()));
    const [fresh, first, second] = [checkCorpus(parseCorpus(broken)), checkCorpus(parseCorpus(broken), rules, watched), checkCorpus(parseCorpus(broken), rules, watched)];
    expect(fresh.length).toBeGreaterThan(1);
    expect(first).toEqual(fresh);
    expect(second).toEqual(fresh);
    expect(asked.filter((path) => path === GUIDE)).toHaveLength(1);
  });

  test('rules that judge files alone find the same in all files together', () => {
    const corpus = parseCorpus(broken);
    const alone = rules.filter((rule) => rule.alone);
    expect(alone.map(({ name }) => name)).toEqual(['safe-mdx', 'characters', 'sections', 'headings', 'placeholders', 'wording', 'copywriting']);
    const at = ({ path, line, column, message }: { path: string; line: number; column: number; message: string }) => `${path}:${line}:${column} ${message}`;
    expect(checkCorpus(corpus, alone).map(at).sort()).toEqual(alone.flatMap((rule) => rule.check(corpus)).map(at).sort());
  });
});
