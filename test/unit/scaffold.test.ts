/** What the editors' commands would do, as edits; and that the disk sees all of them or none. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { placeholders } from '../../src/lib/check/rules/placeholders.ts';
import { rules } from '../../src/lib/check/rules.ts';
import { readSources } from '../../src/lib/content-fs.ts';
import { parseCorpus, type SourceFile } from '../../src/lib/corpus.ts';
import { dayOf, isDay } from '../../src/lib/dates.ts';
import { hostRedirects, nginxRedirects } from '../../src/lib/hosting/redirects.ts';
import { contentOf, type Edit } from '../../src/lib/scaffold/content.ts';
import { nextNumber } from '../../src/lib/scaffold/numbers.ts';
import { collect, type Answers } from '../../src/lib/scaffold/question.ts';
import { planRename } from '../../src/lib/scaffold/rename.ts';
import { planReviewed } from '../../src/lib/scaffold/reviewed.ts';
import { scaffolds } from '../../src/lib/scaffold/scaffolds.ts';
import { applyEdits } from '../../src/lib/scaffold/write-fs.ts';
import { appendEntry, insertItem, removeItem, setScalar } from '../../src/lib/scaffold/yaml-edit.ts';
import { overdueByOwner, staleReport } from '../../src/lib/stale.ts';

const TODAY = '2026-11-23';
const good = await readSources('test/fixtures/content');
const GUIDE = 'guides/machines/network/no-signal.mdx';
const OLD = '/guides/machines/network/no-signal/';
const NEW = '/guides/machines/network/weak-signal/';

/** The sample content with some files replaced or added. */
const withFiles = (files: Record<string, string>): SourceFile[] => [...good.filter(({ path }) => !(path in files)), ...Object.entries(files).map(([path, text]) => ({ path, text }))];
const contentWith = (files: Record<string, string> = {}) => contentOf(withFiles(files));
const textOf = (path: string) => good.find((file) => file.path === path)!.text;
const after = (edits: readonly Edit[], path: string) => edits.find((edit) => edit.path === path)?.after;

/** The sample content once the edits are carried out. */
function applied(edits: readonly Edit[], files = good): SourceFile[] {
  const touched = new Set(edits.map(({ path }) => path));
  return [...files.filter(({ path }) => !touched.has(path)), ...edits.flatMap(({ path, after: text }) => (text === null ? [] : [{ path, text }]))];
}

const numbers = (...lines: string[]) => ({ 'numbers.yaml': `${textOf('numbers.yaml').trimEnd()}\n${lines.map((line) => `- ${line}\n`).join('')}` });

describe('numbers', () => {
  test.each<[what: string, files: Record<string, string>, next: string]>([
    ['after the last', {}, '1.1.2'],
    ['never one that is retired', numbers('{n: "1.1.7", path: machines/network/gone, retired: 合并了}'), '1.1.8'],
    ['never a gap', numbers('{n: "1.1.12", path: machines/network/x}'), '1.1.13'],
    ['never one a guide bears unregistered', { [GUIDE]: textOf(GUIDE).replace('n: 1.1.1', 'n: 1.1.4') }, '1.1.5'],
    ['counted as numbers, not as text', numbers('{n: "1.1.9", path: a/b/c}', '{n: "1.1.10", path: a/b/d}'), '1.1.11'],
    ['not those of a sub-issue that begins alike', numbers('{n: "1.10.5", path: a/b/c}'), '1.1.2'],
  ])('%s', (_, files, next) => expect(nextNumber(contentWith(files), '1.1')).toBe(next));
  test('of an empty sub-issue begin with one', () => expect(nextNumber(contentWith(), '1.2')).toBe('1.2.1'));
});

const GIVEN: Record<string, Answers> = {
  guide: { 'sub-issue': '1.1', title: '信号：时有时无 #1', slug: 'weak-signal' },
  tree: { id: 'weak', title: '信号弱', guide: '1.1.1' },
  code: { code: 'ACQ.NEW', guide: '1.1.1', source: 'a-source' },
  term: { name: '信号', id: 'xinhao', guide: '1.1.1' },
};
const planned = async (kind: string, given: Answers, files: Record<string, string> = {}) => {
  const content = contentWith(files);
  return scaffolds[kind]!.plan(content, await collect(scaffolds[kind]!.questions, content, given), TODAY);
};

/** Ids of a tree are registered by `npm run tree -- ids`, once they are settled: a skeleton's are not. */
const leftToFill = (files: readonly SourceFile[]) => checkCorpus(parseCorpus(files), [...new Set([...rules, placeholders])])
  .filter(({ rule, message, warning }) => !warning && !(rule === 'trees' && message.endsWith('没有登记')));

describe('new', () => {
  test.each(Object.entries(GIVEN))('%s: all that is wrong with the skeleton is what is left to fill in', async (kind, given) => {
    const edits = await planned(kind, given);
    const problems = leftToFill(applied(edits));
    expect([...new Set(problems.map(({ rule }) => rule))]).toEqual(['placeholders']);
    expect(new Set(problems.map(({ path }) => path))).toEqual(new Set([edits[0]!.path]));
    for (const { path, line, column } of problems.slice(0, 3)) expect(after(edits, path)!.split('\n')[line - 1]!.slice(column - 1)).toContain('待填：');
  });
  test('a placeholder filled in is no problem any more', async () => {
    const edits = await planned('code', GIVEN['code']!);
    const filled = edits.map((edit) => ({ ...edit, after: edit.after!.replaceAll('待填：', '') }));
    expect(leftToFill(applied(filled))).toEqual([]);
  });
  test('two fresh guides do not accuse each other of copying', async () => {
    const once = applied(await planned('guide', GIVEN['guide']!));
    const content = contentOf(once);
    const answers = await collect(scaffolds['guide']!.questions, content, { ...GIVEN['guide'], slug: 'other', title: '另一篇' });
    const twice = applied(scaffolds['guide']!.plan(content, answers, TODAY), once);
    expect([...new Set(leftToFill(twice).map(({ rule }) => rule))]).toEqual(['placeholders']);
  });
  test('a guide is registered in its place', async () => {
    const edits = await planned('guide', GIVEN['guide']!, numbers('{n: "1.2", path: machines/power}'));
    expect(after(edits, 'numbers.yaml')).toMatch(/no-signal\}\n- \{n: "1\.1\.2", path: machines\/network\/weak-signal\}\n- \{n: "1\.2"/);
    expect(after(edits, 'guides/machines/network/weak-signal.mdx')).toMatch(/^---\nn: 1\.1\.2\ntitle: "信号：时有时无 #1"\n/);
  });
  test('a term goes to the end; everything before it stays as it was', async () => {
    const before = '# 名词\n\n# ── 一 ──\nredian: {name: 热点, means: 网。, spellings: [hotspot], guide: "1.1.1"}   # 常用\n';
    expect(after(await planned('term', GIVEN['term']!, { 'terms.yaml': before }), 'terms.yaml')).toBe(`${before}xinhao:\n  name: 信号\n  means: 待填：一两句解释，收银员听得懂\n  spellings: [待填：旧称、错别字、拼音、英文]\n  guide: "1.1.1"\n`);
  });

  test.each<[what: string, kind: string, given: Answers, message: RegExp]>([
    ['a guide that is there', 'guide', { ...GIVEN['guide'], slug: 'no-signal' }, /已经有 guides\/machines\/network\/no-signal\.mdx，不会覆盖/],
    ['a path out of the folder', 'guide', { ...GIVEN['guide'], slug: '../../x' }, /--slug 不对：.*不能做地址/],
    ['a number that was given', 'guide', { ...GIVEN['guide'], n: '1.1.1' }, /1\.1\.1 已经给了 machines\/network\/no-signal；下一个是 1\.1\.2/],
    ['a number of another sub-issue', 'guide', { ...GIVEN['guide'], n: '1.2.1' }, /写成 1\.1\.2 的样子/],
    ['an unknown sub-issue', 'guide', { ...GIVEN['guide'], 'sub-issue': '9.9' }, /没有小类「9\.9」，有的是 1\.1/],
    ['a title that is there', 'guide', { ...GIVEN['guide'], title: '没信号，收不了' }, /已经有了/],
    ['a title too long', 'guide', { ...GIVEN['guide'], title: '长'.repeat(31) }, /最多 30 个字/],
    ['a title of two lines', 'guide', { ...GIVEN['guide'], title: '一\nn: 9.9.9' }, /一行/],
    ['an unknown owner', 'guide', { ...GIVEN['guide'], owner: 'me' }, /只能写 till/],
    ['a missing answer', 'guide', { 'sub-issue': '1.1' }, /缺 --title/],
    ['an empty answer', 'code', { ...GIVEN['code'], source: '' }, /--source 不对：不能空着/],
    ['a tree that is there', 'tree', { ...GIVEN['tree'], id: 'fails' }, /不会覆盖/],
    ['a code that differs in case alone', 'code', { ...GIVEN['code'], code: '10003' }, /已经有 codes\/10003\.yaml/],
    ['a code that is a path', 'code', { ...GIVEN['code'], code: 'a/../b' }, /只有字母/],
    ['an unknown source', 'code', { ...GIVEN['code'], source: 'a-sorce' }, /是不是想写「a-source」/],
    ['an unknown guide', 'code', { ...GIVEN['code'], guide: '7.7.7' }, /没有编号为「7\.7\.7」/],
    ['a word that is another term’s spelling', 'term', { ...GIVEN['term'], name: 'hotspot' }, /redian/],
    ['a term that is there', 'term', { ...GIVEN['term'], id: 'redian' }, /不会覆盖/],
  ])('refuses %s', async (_, kind, given, message) => {
    await expect(planned(kind, given)).rejects.toThrow(message);
  });
  test.each<[what: string, files: Record<string, string>, message: RegExp]>([
    ['a retired number', numbers('{n: "1.1.2", path: a/b/c, retired: 合并了}'), /1\.1\.2 停用了/],
    ['the address of a retired guide', numbers('{n: "1.1.9", path: machines/network/weak-signal, retired: 合并了}'), /给过编号 1\.1\.9/],
    ['an address others still come by', { 'redirects.yaml': `- {from: ${NEW}, to: ${OLD}}\n` }, /旧地址/],
    ['anything while the register cannot be read', { 'numbers.yaml': '- {n: "1"' }, /先改好 numbers\.yaml 第 \d+ 行/],
  ])('refuses %s', async (_, files, message) => {
    await expect(planned('guide', { ...GIVEN['guide'], n: '1.1.2' }, files)).rejects.toThrow(message);
  });

  test('a person is asked again until the answer will do, and Enter takes what is proposed', async () => {
    const replies = ['9.9', '1.1', '信号弱', 'Weak', 'weak', '', 'support'];
    const heard: string[] = [];
    const answers = await collect(scaffolds['guide']!.questions, contentWith(), {}, async (text) => {
      heard.push(text);
      return replies.shift()!;
    });
    expect(answers).toEqual({ 'sub-issue': '1.1', title: '信号弱', slug: 'weak', n: '1.1.2', owner: 'support' });
    expect(heard[1]).toMatch(/^✗ 没有小类「9\.9」/);
    expect(heard[5]).toMatch(/回车就用 1\.1\.2/);
  });
});

describe('rename', () => {
  const linking = {
    [GUIDE]: textOf(GUIDE).replace('找服务商。', `找服务商。[自己](${OLD}#steps)`),
    'trees/fails.yaml': textOf('trees/fails.yaml').replace(/network: \{kind: fix.*\}/, `network: {kind: redirect, title: 看这里, to: ${OLD}}`),
    'pages/about.md': `---\ntitle: 关于\nsummary: 关于\n---\n[一](${OLD})、[二](${OLD}#why)、[别的](/guides/machines/network/no-signal-two/)、[外](https://a.example${OLD})\n`,
    'check-exceptions.yaml': `- {rule: wording, path: ${GUIDE}, why: 样例}\n`,
    'redirects.yaml': `# 搬家\n- {from: /guides/older/, to: ${OLD}} # 早先\n- {from: /other/, to: /codes/}\n`,
  };
  const edits = planRename(contentWith(linking), '1.1.1', 'weak-signal');
  test('moves the file', () => {
    expect(after(edits, GUIDE)).toBeNull();
    expect(after(edits, 'guides/machines/network/weak-signal.mdx')).toBe(linking[GUIDE]!.replace(OLD, NEW));
  });
  test('rewrites links of the site to it, and no others', () => {
    expect(after(edits, 'trees/fails.yaml')).toBe(linking['trees/fails.yaml']!.replace(OLD, NEW));
    expect(after(edits, 'pages/about.md')).toContain(`[一](${NEW})、[二](${NEW}#why)、[别的](/guides/machines/network/no-signal-two/)、[外](https://a.example${OLD})`);
    expect(after(edits, 'check-exceptions.yaml')).toContain('path: guides/machines/network/weak-signal.mdx,');
    expect(edits).toHaveLength(7);
  });
  test('keeps the number, with its new path', () => expect(after(edits, 'numbers.yaml')).toBe(textOf('numbers.yaml').replace('network/no-signal', 'network/weak-signal')));
  test('records the old address and points older ones straight at the new', () => {
    expect(after(edits, 'redirects.yaml')).toBe(`# 搬家\n- {from: /guides/older/, to: ${NEW}} # 早先\n- {from: /other/, to: /codes/}\n- {from: ${OLD}, to: ${NEW}}\n`);
  });
  test('leaves content that passes the check', () => {
    const plain = planRename(contentOf(good), '1.1.1', 'weak-signal');
    expect(after(plain, 'redirects.yaml')).toBe(`- {from: ${OLD}, to: ${NEW}}\n`);
    expect(checkCorpus(parseCorpus(applied(plain))).filter(({ warning }) => !warning)).toEqual([]);
  });
  test('back again: the redirect turns round', () => {
    const moved = applied(planRename(contentOf(good), '1.1.1', 'weak-signal'));
    const back = planRename(contentOf(moved), '1.1.1', 'no-signal');
    expect(after(back, 'redirects.yaml')).toBe(`- {from: ${NEW}, to: ${OLD}}\n`);
    expect(checkCorpus(parseCorpus(applied(back, moved))).filter(({ warning }) => !warning)).toEqual([]);
  });
  test.each<[what: string, n: string, slug: string, message: RegExp]>([
    ['an unknown number', '7.7.7', 'x', /没有编号「7\.7\.7」/],
    ['a sub-issue', '1.1', 'x', /只有指南/],
    ['a name that is none', '1.1.1', 'Weak Signal', /不能做地址/],
    ['a path out of the folder', '1.1.1', '../../weak', /不能做地址/],
    ['a name it has', '1.1.1', 'no-signal', /不用改/],
    ['a name taken', '1.1.1', 'taken', /已经有 .*taken\.mdx/],
    ['a name that was another’s', '1.1.1', 'retired', /给过编号 1\.1\.8/],
    ['an address others still come by', '1.1.1', 'codes', /旧地址/],
    ['a retired number', '1.1.8', 'x', /停用了：合并了/],
  ])('refuses %s', (_, n, slug, message) => {
    const content = contentWith({
      ...numbers('{n: "1.1.8", path: machines/network/retired, retired: 合并了}'),
      'guides/machines/network/taken.mdx': textOf(GUIDE).replace('n: 1.1.1', 'n: 1.1.2'), 'redirects.yaml': '- {from: /guides/machines/network/codes/, to: /codes/}\n',
    });
    expect(() => planRename(content, n, slug)).toThrow(message);
  });
  test('a guide deleted without retirement does not pass the check', () => {
    const problems = checkCorpus(parseCorpus(good.filter(({ path }) => path !== GUIDE)));
    expect(problems).toContainEqual(expect.objectContaining({ rule: 'numbers', path: 'numbers.yaml', message: expect.stringContaining('没有对应的内容'), tip: expect.stringContaining('retired') }));
  });
});

describe('reviewed', () => {
  test.each([[GUIDE, '1.1.1'], ['trees/fails.yaml', 'fails']])('%s: the date moves, nothing else', (path, id) => {
    const edit = planReviewed(contentOf(good), id, '2026-11-23', TODAY);
    expect(edit).toEqual({ path, before: textOf(path), after: textOf(path).replace('reviewed: 2026-11-22', 'reviewed: 2026-11-23') });
  });
  test('quotes, comments and line ends stay', () => {
    const text = textOf(GUIDE).replace('reviewed: 2026-11-22', 'reviewed: "2026-11-22"   # 小王').replaceAll('\n', '\r\n');
    expect(planReviewed(contentWith({ [GUIDE]: text }), '1.1.1', TODAY, TODAY).after).toBe(text.replace('2026-11-22', TODAY));
  });
  test.each([['9.9.9', TODAY, /没有编号或 id 是「9\.9\.9」/], ['1.1.1', '2026-02-29', /不是日期/], ['1.1.1', '明天', /不是日期/], ['1.1.1', '2026-11-24', /还没到/]])('refuses %s %s', (id, day, message) => {
    expect(() => planReviewed(contentOf(good), id, day, TODAY)).toThrow(message);
  });
  test.each([['2028-02-29', true], ['2026-02-29', false], ['2026-2-9', false], ['2026-13-01', false], ['', false]])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));
  test('the day is China’s', () => expect(dayOf(new Date('2026-11-22T16:30:00Z'))).toBe('2026-11-23'));
});

describe('stale', () => {
  const { corpus } = contentOf(good);
  test.each([['2027-05-21', []], ['2027-05-22', ['1.1.1', 'fails']]])('on %s: %j', (today, ids) => {
    const owners = overdueByOwner(corpus, today);
    expect(owners.map(({ owner }) => owner)).toEqual(['till', 'merchant', 'security', 'support']);
    expect(owners[0]!.items.map(({ id }) => id)).toEqual(ids);
  });
  test('a retired tree is nobody’s', () => {
    const retired = contentWith({ 'trees/fails.yaml': textOf('trees/fails.yaml').replace('status: published', 'status: retired') });
    expect(overdueByOwner(retired.corpus, '2030-01-01')[0]!.items.map(({ id }) => id)).toEqual(['1.1.1']);
  });
  test('the report names file and line', () => expect(staleReport(overdueByOwner(corpus, '2030-01-01'), 'text', 'content')).toMatch(/^收银台（till）：2 项过期\n {2}content\/guides\/machines\/network\/no-signal\.mdx:17 {2}1\.1\.1 没信号/));
  test('and says so when there is nothing', () => expect(staleReport(overdueByOwner(corpus, TODAY), 'text', 'content')).toMatch(/没有过期/));
});

describe('YAML keeps everything else as it was', () => {
  test.each<[what: string, made: string, expected: string]>([
    ['an item after another', insertItem('- a # 一\n\n# 二\n- b\n', 0, 'x'), '- a # 一\n- x\n\n# 二\n- b\n'],
    ['an item after a block', insertItem('- a: 1\n  b: 2\n- c: 3\n', 0, 'x'), '- a: 1\n  b: 2\n- x\n- c: 3\n'],
    ['an item at the end', insertItem('- a\n# 尾\n', Infinity, 'x'), '- a\n- x\n# 尾\n'],
    ['an item at the end of a file without a last newline', insertItem('- a', Infinity, 'x'), '- a\n- x\n'],
    ['an item in an empty list', insertItem('# 头\n[]\n', Infinity, '{a: "1.1"}'), '# 头\n- {a: "1.1"}\n'],
    ['an item in nothing but a comment', insertItem('# 头\n', Infinity, '{a: b}'), '# 头\n\n- {a: b}\n'],
    ['an item in a list of one line', insertItem('[{a: b}]\n', Infinity, '{a: c}'), '- {a: b}\n- {a: c}\n'],
    ['an item, with the file’s line ends', insertItem('- a\r\n- b\r\n', 0, 'x'), '- a\r\n- x\r\n- b\r\n'],
    ['an item less', removeItem('# 头\n- a # 一\n- b\n', 0), '# 头\n- b\n'],
    ['a block item less', removeItem('- a\n- b: 1\n  c: 2\n- d\n', 1), '- a\n- d\n'],
    ['an entry more', appendEntry('a: {b: 1}  # 一\n\n\n', 'c:\n  d: 2\n'), 'a: {b: 1}  # 一\nc:\n  d: 2\n'],
    ['an entry in an empty map', appendEntry('# 头\n{}\n', 'c:\n  d: 2\n'), '# 头\nc:\n  d: 2\n'],
    ['a value', setScalar('- {a: 1, b: x/y} # 尾\n', [0, 'b'], 'x/z'), '- {a: 1, b: x/z} # 尾\n'],
    ['a quoted value', setScalar("a: 'x'\n", ['a'], 'y'), "a: 'y'\n"],
  ])('%s', (_, made, expected) => expect(made).toBe(expected));
});

test('redirects in the words of hosts', () => {
  const redirects = [{ from: '/a/b/', to: '/c/' }];
  expect(hostRedirects(redirects)).toBe('/a/b/ /c/ 301\n/a/b /c/ 301\n');
  expect(hostRedirects(redirects, '/base/')).toBe('/base/a/b/ /base/c/ 301\n/base/a/b /base/c/ 301\n');
  expect(nginxRedirects(redirects)).toBe('default "";\n"/a/b/" "/c/";\n"/a/b" "/c/";\n');
  expect(hostRedirects([])).toBe('');
});

describe('writing is all or nothing', () => {
  const root = mkdtempSync(join(tmpdir(), 'edits-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const folder = (files: Record<string, string>) => {
    const dir = mkdtempSync(join(root, 'x-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return dir;
  };
  const listing = (dir: string) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();

  test('all', async () => {
    const dir = folder({ 'a.yaml': '1', 'b.yaml': '2' });
    await applyEdits(dir, [{ path: 'n/e/w.mdx', before: null, after: 'x' }, { path: 'a.yaml', before: '1', after: '9' }, { path: 'b.yaml', before: '2', after: null }]);
    expect(listing(dir)).toEqual(['a.yaml', 'n', 'n/e', 'n/e/w.mdx']);
    expect(readFileSync(join(dir, 'a.yaml'), 'utf8')).toBe('9');
  });
  test('nothing, when the last of them fails', async () => {
    const dir = folder({ 'a.yaml': '1', 'b.yaml': '2', 'here.mdx': 'mine' });
    await expect(applyEdits(dir, [
      { path: 'n/e/w.mdx', before: null, after: 'x' }, { path: 'a.yaml', before: '1', after: '9' }, { path: 'b.yaml', before: '2', after: null }, { path: 'here.mdx', before: null, after: 'theirs' },
    ])).rejects.toThrow(/没写成，内容和原来一样/);
    expect(listing(dir)).toEqual(['a.yaml', 'b.yaml', 'here.mdx']);
    expect(['a.yaml', 'b.yaml', 'here.mdx'].map((path) => readFileSync(join(dir, path), 'utf8'))).toEqual(['1', '2', 'mine']);
  });
  test('a folder that is not there is said so', async () => {
    await expect(applyEdits(join(root, 'nowhere'), [])).rejects.toThrow(/写不进/);
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });
});
