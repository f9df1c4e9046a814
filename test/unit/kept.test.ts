/** What is kept between runs: the same as made afresh, or not used at all. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkCorpus, type Remember } from '../../src/lib/check/check.ts';
import { checkAhead, worthAhead } from '../../src/lib/check/ahead-fs.ts';
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

/** Every entry kept, and a way to put something else in its place. */
function entries(spoil?: (value: string) => string): string[] {
  const database = new DatabaseSync(join(folder, 'v1.sqlite'));
  const rows = database.prepare('SELECT key, value FROM kept').all() as { key: string; value: string }[];
  if (spoil) for (const { key, value } of rows) database.prepare('UPDATE kept SET value = ? WHERE key = ?').run(spoil(value), key);
  database.close();
  return rows.map(({ value }) => value);
}
const readWith = (version = 'v1') => keepingReader(keepIn(folder, version));
const bodies = ({ guides }: Corpus) => guides.map(({ body }) => JSON.stringify(body));

describe('what was parsed', () => {
  test('is the same the second time, with every position', () => {
    const [fresh, first, second] = [parseCorpus(good), parseCorpus(good, { reader: readWith() }), parseCorpus(good, { reader: readWith() })];
    expect(entries().length).toBeGreaterThan(3);
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
    entries(spoil);
    const again = parseCorpus(changed(GUIDE, '找服务商', '店长找服务商'), { reader: readWith() });
    expect(bodies(again)).toEqual(bodies(fresh));
    expect(again.guides.map(({ data }) => data)).toEqual(fresh.guides.map(({ data }) => data));
  });

  test('of other code is not used, and goes', () => {
    const text = GUIDE_TEXT;
    keepIn(folder, 'v1').set('mdx', text, ['{"value":{"n":"9.9.9"},"places":[]}', '{"type":"root","children":[]}']);
    expect(readWith('v1').frontMatter(text, 'mdx')?.value).toEqual({ n: '9.9.9' });
    expect(readWith('v2').whole(text, 'mdx').body).toEqual(parseGuide(text).body);
    expect(readdirSync(folder).filter((name) => !name.startsWith('v2.'))).toEqual([]);
  });

  test('of one text never stands for another, wherever it lies', () => {
    const kept = keepIn(folder, 'v1');
    kept.set('mdx', '甲', ['甲的']);
    kept.set('mdx', '乙', ['乙的']);
    const database = new DatabaseSync(join(folder, 'v1.sqlite'));
    const rows = database.prepare('SELECT key, sum, value FROM kept').all() as { key: string; sum: number; value: string }[];
    rows.forEach(({ key }, at) => database.prepare('UPDATE kept SET sum = ?, value = ? WHERE key = ?').run(rows[1 - at]!.sum, rows[1 - at]!.value, key));
    database.close();
    expect([kept.get('mdx', '甲'), kept.get('mdx', '乙')]).toEqual([null, null]);
  });

  /** Another process keeps fifty things. @throws when it could not */
  const keepFifty = () => promisify(execFile)('node', ['--input-type=module-typescript', '-e', `
    import { keepIn } from ${JSON.stringify(join(process.cwd(), 'src/lib/kept-fs.ts'))};
    const kept = keepIn(process.argv[1], 'v1');
    process.exitCode = Array.from({ length: 50 }, (_, i) => kept.set('n', String(i), [String(i)])).every(Boolean) ? 0 : 1;`, '--', folder]);

  test.each<[what: string, spoil: (file: Buffer) => Buffer]>([['torn', (file) => file.subarray(0, 5000)], ['no database', () => Buffer.from('x'.repeat(9000))], ['empty', () => Buffer.alloc(0)]])('starts anew, for the next process at the latest, when its file is %s', async (_, spoil) => {
    await keepFifty();
    writeFileSync(join(folder, 'v1.sqlite'), spoil(readFileSync(join(folder, 'v1.sqlite'))));
    const kept = keepIn(folder, 'v1');
    expect([kept.get('n', '7'), kept.set('n', '甲', ['甲的'])]).toEqual([null, expect.any(Boolean)]);
    await keepFifty();
    expect(keepIn(folder, 'v1').get('n', '7')).toEqual(['7']);
  });

  test('is shared by processes that begin at once', async () => {
    await Promise.all(Array.from({ length: 4 }, keepFifty));
    const kept = keepIn(folder, 'v1');
    for (let i = 0; i < 50; i++) expect(kept.get('n', String(i))).toEqual([String(i)]);
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
    writeFileSync(join(folder, 'no-folder'), '');
    const kept = keepIn(join(folder, 'no-folder'), 'v1');
    expect(kept.set('mdx', GUIDE_TEXT, [])).toBe(false);
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

  test('is the same when another thread began at the last file, and no file is judged twice', () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ path: `codes/MADE_${i}.yaml`, text: 'x' }));
    const kept = keepIn(folder, 'v1');
    expect([worthAhead([...broken, ...many], kept), worthAhead(broken, kept)]).toEqual([true, false]);
    checkAhead(broken, kept);
    expect(worthAhead([...many, ...broken], kept)).toBe(false);
    const asked: string[] = [];
    const watched: Remember = (path, text, find) => keptFindings(kept)(path, text, () => (asked.push(path), find()));
    expect(checkCorpus(parseCorpus(broken, { reader: keepingReader(kept) }), rules, watched)).toEqual(checkCorpus(parseCorpus(broken)));
    expect(asked).toEqual([]);
  });

  test('rules that judge files alone find the same in all files together', () => {
    const corpus = parseCorpus(broken);
    const alone = rules.filter((rule) => rule.alone);
    expect(alone.map(({ name }) => name)).toEqual(['safe-mdx', 'characters', 'sections', 'headings', 'placeholders', 'wording', 'copywriting']);
    const at = ({ path, line, column, message }: { path: string; line: number; column: number; message: string }) => `${path}:${line}:${column} ${message}`;
    expect(checkCorpus(corpus, alone).map(at).sort()).toEqual(alone.flatMap((rule) => rule.check(corpus)).map(at).sort());
  });
});
