/** What VS Code reads is what the check demands; and the editors' commands, run for real on a copy of the content. */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { jsonSchemaFiles } from '../../src/lib/scaffold/json-schemas.ts';

const FOLDER = '.vscode/schemas';
const settings = JSON.parse(readFileSync('.vscode/settings.json', 'utf8')) as { 'yaml.schemas': Record<string, string> };
const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as z.core.JSONSchema.JSONSchema;

test('the committed JSON Schemas are current (npm run schemas)', () => {
  const committed = Object.fromEntries(readdirSync(FOLDER).sort().map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
  expect(committed).toEqual(Object.fromEntries([...jsonSchemaFiles()].sort(([a], [b]) => (a < b ? -1 : 1))));
});

test('keys are explained in Chinese, dates are dates', () => {
  const { properties } = read('guide.schema.json');
  expect(properties!['reviewed']).toEqual({ description: '最近一次核对的日期', type: 'string', format: 'date' });
  expect(properties!['summary']).toMatchObject({ description: '一句话的答案', maxLength: 80 });
});

describe.each(Object.entries(settings['yaml.schemas']))('%s', (schemaPath, glob) => {
  const files = globSync(glob);
  const schema = z.fromJSONSchema(read(basename(schemaPath)));
  test(`${glob} is there`, () => expect(files.length).toBeGreaterThan(0));
  test('accepts what is written today, and no unknown key', () => {
    for (const file of files) {
      const data: unknown = parse(readFileSync(file, 'utf8'));
      expect(schema.safeParse(data).error, file).toBeUndefined();
      expect(schema.safeParse({ ...(data as object), 不认识: [1] }).success, file).toBe(false);
    }
  });
});

describe('commands on a copy of the content', { timeout: 180_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'commands-'));
  const dir = join(root, 'content');
  cpSync('content', dir, { recursive: true });
  afterAll(() => rmSync(root, { recursive: true }));
  const run = (script: string, args: string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...args, '--content', dir], { encoding: 'utf8', input });
    return { status, output: stdout + stderr };
  };
  type Found = { rule: string; path: string; message: string };
  const problems = () => (JSON.parse(run('check', ['--json']).output) as { problems: Found[] }).problems;
  const text = (path: string) => readFileSync(join(dir, path), 'utf8');
  const before = problems();

  test('new writes what only waits to be filled in, by flags and by answers', () => {
    expect(run('new', ['guide', '--sub-issue', '1.3', '--slug', 'no-signal', '--title', '机器上没有信号']).status).toBe(0);
    expect(run('new', ['code', '--code', 'ACQ.NEVER_SEEN', '--guide', '1.3.2', '--source', 'error-codes-go-sdk']).status).toBe(0);
    expect(run('new', ['tree', '--id', 'no-signal', '--title', '机器没有信号', '--guide', '1.3.5']).status).toBe(0);
    const asked = run('new', [], 'term\n没人用过的词\nmeiren\n1.3.5\n');
    expect(asked.output).toContain('写好了');
    expect(asked.status).toBe(0);
    expect(text('numbers.yaml')).toContain('- {n: "1.3.5", path: compatibility/network/no-signal}\n- {n: "2"');
    expect(text('terms.yaml')).toBe(`${readFileSync('content/terms.yaml', 'utf8')}meiren:\n  name: 没人用过的词\n  means: 待填：一两句解释，收银员听得懂\n  spellings: [待填：旧称、错别字、拼音、英文]\n  guide: "1.3.5"\n`);
    // A tree's ids are registered by a command of their own, once they are settled.
    const found = problems().filter(({ rule, message }) => !(rule === 'trees' && message.endsWith('没有登记')));
    expect(found.filter(({ rule }) => rule !== 'placeholders')).toEqual(before.map((problem) => expect.objectContaining({ message: problem.message })));
    expect([...new Set(found.filter(({ rule }) => rule === 'placeholders').map(({ path }) => path.split('/content/')[1]))].sort()).toEqual(['codes/ACQ.NEVER_SEEN.yaml', 'guides/compatibility/network/no-signal.mdx', 'terms.yaml', 'trees/no-signal.yaml']);
  });
  test('rename moves a guide and the check has nothing new to say', () => {
    const known = problems().length;
    const { output } = run('rename', ['1.3.2', 'no-result']);
    expect(output).toContain('旧地址会自动转到新地址');
    expect(text('redirects.yaml')).toContain('- {from: /guides/compatibility/network/sync-delay/, to: /guides/compatibility/network/no-result/}');
    expect(problems()).toHaveLength(known);
  });
  test('reviewed moves a date; what is overdue is listed and nothing fails', () => {
    expect(run('reviewed', ['1.3.1', '--date', '2020-01-01']).status).toBe(0);
    const stale = run('check', ['--stale']);
    expect(stale.output).toMatch(/收银台（till）：1 项过期\n.*unstable-network\.mdx:\d+ {2}1\.3\.1 /);
    expect(stale.status).toBe(0);
    const { owners } = JSON.parse(run('check', ['--stale', '--json']).output) as { owners: { owner: string; items: { id: string }[] }[] };
    expect(owners.find(({ owner }) => owner === 'till')!.items.map(({ id }) => id)).toEqual(['1.3.1']);
  });
  test.each<[what: string, script: string, args: string[], message: RegExp]>([
    ['an unknown kind', 'new', ['guides'], /不会写「guides」/],
    ['a flag of another kind', 'new', ['term', '--slug', 'x'], /参数写得不对：--slug/],
    ['no answers', 'new', ['guide'], /没有答完，什么都没写/],
    ['a guide that is there', 'new', ['guide', '--sub-issue', '1.3', '--slug', 'no-signal', '--title', '再来一次'], /不会覆盖/],
    ['no number', 'rename', [], /用法/],
    ['an unknown number', 'rename', ['8.8.8', 'x'], /没有编号「8\.8\.8」/],
    ['an unknown tree', 'reviewed', ['nope'], /没有编号或 id 是「nope」/],
  ])('refuses %s in words', (_, script, args, message) => {
    const { status, output } = run(script, args);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/^\s+at .*:\d+/m);
    expect(status).toBe(2);
  });
  test('nothing is left behind', () => {
    expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
