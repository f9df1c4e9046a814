/** What was published may move or be retired, never vanish: today is compared with what was there before. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBase } from '../../src/lib/check/base-fs.ts';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { permanence } from '../../src/lib/check/rules/permanence.ts';
import { readSources } from '../../src/lib/content-fs.ts';
import { parseCorpus, type SourceFile } from '../../src/lib/corpus.ts';
import { GUIDE, GUIDE_TEXT, good } from './sample-content.ts';

type Change = Record<string, string | null | [find: string | RegExp, write: string]>;

/** @param changes path → new text, a text replaced, or nothing: the file is gone */
function changedBy(changes: Change, from: readonly SourceFile[] = good): SourceFile[] {
  const texts = new Map(from.map(({ path, text }) => [path, text]));
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) texts.delete(path);
    else texts.set(path, typeof change === 'string' ? change : texts.get(path)!.replace(change[0], () => change[1]));
  }
  return [...texts].map(([path, text]) => ({ path, text }));
}

function found(now: readonly SourceFile[], before: readonly SourceFile[]) {
  const texts = new Map(now.map(({ path, text }) => [path, text]));
  return checkCorpus({ ...parseCorpus(now), base: parseCorpus(before.filter(({ path, text }) => texts.get(path) !== text)) }, [permanence]);
}

const MOVED = 'guides/machines/network/no-bars.mdx';
const PAGE = '---\ntitle: 关于\nsummary: 关于。\n---\n\n## 谁写的 [#who]\n\n好。\n';
const RETIRED: Change = { 'numbers.yaml': ['no-signal}', 'no-signal}\n- {n: "1.1.2", path: machines/network/old, retired: 合并了}'] };
const TREE_ID = '不手改这个文件';

describe('refused', () => {
  test.each<[what: string, before: Change, change: Change, path: string, line: number, message: RegExp, tip: string]>([
    ['a guide gone with its register entry', {}, { [GUIDE]: null, 'numbers.yaml': [/.*no-signal}\n/, ''] }, 'numbers.yaml', 2, /编号 1\.1\.1（machines\/network\/no-signal）的登记删掉了/, '- {n: "1.1.1", path: machines/network/no-signal, retired: 停用的原因}'],
    ['the whole register', {}, { 'numbers.yaml': '[]\n' }, 'numbers.yaml', 1, /编号 1（machines）的登记删掉了/, '- {n: "1", path: machines'],
    ['a guide moved by hand, its register too', {}, { [GUIDE]: null, [MOVED]: GUIDE_TEXT, 'numbers.yaml': ['no-signal}', 'no-bars}'] }, 'numbers.yaml', 3, /搬到了 machines\/network\/no-bars，没有留下旧地址/, '- {from: /guides/machines/network/no-signal/, to: /guides/machines/network/no-bars/}'],
    ['a number given to another guide', {}, { 'numbers.yaml': ['no-signal}', 'no-bars}\n- {n: "1.1.2", path: machines/network/no-signal}'], [MOVED]: GUIDE_TEXT, [GUIDE]: ['n: 1.1.1', 'n: 1.1.2'] }, 'numbers.yaml', 3, /1\.1\.1 原来是 machines\/network\/no-signal，那里现在是 1\.1\.2/, '写回 path: machines/network/no-signal'],
    ['a retired number brought back', RETIRED, { 'numbers.yaml': [', retired: 合并了', ''] }, 'numbers.yaml', 4, /1\.1\.2 停用了，不能再用/, 'retired: 合并了}'],
    ['a retired number forgotten', RETIRED, { 'numbers.yaml': [/.*合并了}\n/, ''] }, 'numbers.yaml', 3, /1\.1\.2（machines\/network\/old）的登记删掉了/, 'retired: 合并了}'],
    ['a redirect dropped', { 'redirects.yaml': '- {from: /old/, to: /codes/}\n' }, { 'redirects.yaml': '[]\n' }, 'redirects.yaml', 1, /旧地址「\/old\/」的一行删掉了/, '- {from: /old/, to: /codes/}'],
    ['a code', {}, { 'codes/10003.yaml': null }, 'codes/10003.yaml', 1, /\/codes\/10003\/ 会找不到/, '- {from: /codes/10003/, to:'],
    ['a code under another name', {}, { 'codes/10003.yaml': null, 'codes/10004.yaml': 'x' }, 'codes/10003.yaml', 1, /\/codes\/10003\/ 会找不到/, '文件放回来'],
    ['a page', { 'pages/about.md': PAGE }, { 'pages/about.md': null }, 'pages/about.md', 1, /\/about\/ 会找不到/, '- {from: /about/, to:'],
    ['a term', {}, { 'terms.yaml': 'chadan: {name: 查单, means: 查。}\n' }, 'terms.yaml', 1, /名词「redian」删掉了.*\/glossary\/#redian/, 'id 不变'],
    ['a term’s id', { 'terms.yaml': 'a: {name: 甲, means: 甲。}\nb: {name: 乙, means: 乙。}\n' }, { 'terms.yaml': ['b: ', 'c: '] }, 'terms.yaml', 1, /名词「b」/, 'id 不变'],
    ['what the site does not answer', { 'scope.yaml': '- {id: tie, title: 解绑, answer: 找官方。, sayings: [a, b, c, d, e, f]}\n' }, { 'scope.yaml': '[]\n' }, 'scope.yaml', 1, /「tie」删掉了.*\/scope\/#tie/, 'id 不变'],
    ['a tree’s ledger', {}, { 'trees/fails.yaml': null, 'tree-ids.yaml': '{}\n' }, 'tree-ids.yaml', 1, /排查树「fails」的登记删掉了/, TREE_ID],
    ['a node in the ledger', {}, { 'tree-ids.yaml': ['    call: {}\n', ''] }, 'tree-ids.yaml', 4, /fails」发过的 id 从登记里删掉了：call/, TREE_ID],
    ['an answer in the ledger', {}, { 'tree-ids.yaml': [', unsure: network', ''] }, 'tree-ids.yaml', 4, /first\.unsure/, TREE_ID],
    ['an id that had gone', { 'tree-ids.yaml': ['gone: []', 'gone: [old, first.maybe]'] }, { 'tree-ids.yaml': ['old, first.maybe', 'old'] }, 'tree-ids.yaml', 4, /first\.maybe/, TREE_ID],
  ])('%s', (_, before, change, path, line, message, tip) => {
    const was = changedBy(before);
    const problems = found(changedBy(change, was), was);
    expect(problems.find((problem) => message.test(problem.message)), JSON.stringify(problems, null, 1)).toMatchObject({ rule: 'permanence', path, line, tip: expect.stringContaining(tip) });
    expect(problems.every(({ warning }) => !warning)).toBe(true);
  });
});

describe('allowed', () => {
  test.each<[what: string, before: Change, change: Change]>([
    ['nothing changed', {}, {}],
    ['retirement', {}, { [GUIDE]: null, 'numbers.yaml': ['no-signal}', 'no-signal, retired: 合并了}'] }],
    ['a move with its redirect', {}, { [GUIDE]: null, [MOVED]: GUIDE_TEXT, 'numbers.yaml': ['no-signal}', 'no-bars}'], 'redirects.yaml': '- {from: /guides/machines/network/no-signal/, to: /guides/machines/network/no-bars/}\n' }],
    ['a code that leads on', {}, { 'codes/10003.yaml': null, 'redirects.yaml': '- {from: /codes/10003/, to: /codes/}\n' }],
    ['a redirect to another place', { 'redirects.yaml': '- {from: /old/, to: /codes/}\n' }, { 'redirects.yaml': '- {from: /old/, to: /trees/}\n' }],
    ['a redirect whose page is back', { [GUIDE]: null, 'redirects.yaml': '- {from: /guides/machines/network/no-signal/, to: /codes/}\n' }, { [GUIDE]: GUIDE_TEXT, 'redirects.yaml': '[]\n' }],
    ['new things', {}, { 'numbers.yaml': ['no-signal}', 'no-signal}\n- {n: "1.1.2", path: machines/network/second}'], 'codes/10005.yaml': 'x', 'terms.yaml': ['redian', 'a: {name: 甲, means: 甲。}\nredian'] }],
    ['a file that cannot be read now', {}, { 'numbers.yaml': 'x: [', 'terms.yaml': 'x: [', 'codes/10003.yaml': 'x: [', 'tree-ids.yaml': 'x: [' }],
    ['a question that went, with its answers', {}, { 'tree-ids.yaml': [/ {4}first:.*\n/, ''], }],
  ])('%s', (what, before, change) => {
    const was = changedBy(before);
    const now = changedBy(change, was).map((file) => (what.startsWith('a question') && file.path === 'tree-ids.yaml' ? { ...file, text: file.text.replace('questions:', 'questions: {}').replace('gone: []', 'gone: [first]') } : file));
    expect(found(now, was)).toEqual([]);
  });
  test('an anchor that went is a warning', () => {
    const was = changedBy({ 'pages/about.md': PAGE });
    expect(found(changedBy({ 'pages/about.md': ['#who', '#us'] }, was), was)).toEqual([expect.objectContaining({ path: 'pages/about.md', warning: true, message: expect.stringContaining('「#who」'), tip: expect.stringContaining('[#who]') })]);
  });
});

describe('npm run check', { timeout: 60_000 }, () => {
  const script = resolve('scripts/check.ts');
  let repository = '';
  const git = (...args: string[]) => execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { encoding: 'utf8' });
  const run = (...args: string[]) => spawnSync(process.execPath, [script, '--json', ...args], { cwd: repository, encoding: 'utf8' });
  const rulesOf = ({ stdout }: { stdout: string }) => (JSON.parse(stdout) as { problems: { rule: string }[] }).problems.map(({ rule }) => rule);
  beforeAll(async () => {
    repository = await mkdtemp(join(tmpdir(), 'permanence-'));
    await cp('test/fixtures/content', join(repository, 'content'), { recursive: true });
    await cp('test/fixtures/content', join(repository, 'before'), { recursive: true });
    await writeFile(join(repository, 'content/pages 页.md'), 'x');
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'first');
    git('checkout', '-qb', 'change');
    const terms = join(repository, 'content/terms.yaml');
    await writeFile(terms, (await readFile(terms, 'utf8')).replace('redian', 'hotspot'));
    await rm(join(repository, 'content/pages 页.md'));
  });
  afterAll(() => rm(repository, { recursive: true }));

  test('compares with a folder', () => expect(rulesOf(run('--base', 'before'))).toEqual(['permanence']));
  test('compares with a revision', () => expect(rulesOf(run('--base', 'HEAD'))).toEqual(['permanence']));
  test('compares by itself with where the branch began', () => {
    expect(rulesOf(run())).toEqual(['permanence']);
    git('commit', '-qam', 'second');
    expect(rulesOf(run())).toEqual(['permanence']);
  });
  test('reads of a revision what differs, whatever its name', async () => {
    const dir = join(repository, 'content');
    expect((await readBase('main', dir, await readSources(dir))).map(({ path, text }) => [path, text.slice(0, 6)])).toEqual([['pages 页.md', 'x'], ['terms.yaml', 'redian']]);
  });
  test.each(['nothing-of-that-name', '--output=x'])('says so when there is no %s', (base) => {
    const { status, stderr } = run(`--base=${base}`);
    expect(status).toBe(2);
    expect(stderr).toContain(`「${base}」不是文件夹，git 里也没有这个版本`);
  });
});
