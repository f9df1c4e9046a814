/** Bad content stops the build with the editor's own message, and leaves the built site as it was. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'content-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, output: stdout + stderr };
};

function brokenContent(name: string, path: string, find: RegExp, replacement: string): string {
  const dir = join(folder, name);
  cpSync('content', dir, { recursive: true });
  const file = join(dir, path);
  writeFileSync(file, readFileSync(file, 'utf8').replace(find, replacement));
  return dir;
}

describe.each([
  ['broken YAML', 'guides/compatibility/network/sync-delay.mdx', /^title: (.*)$/m, 'title: "$1', /sync-delay\.mdx:3:\d+ {2}schema {2}YAML 写错了/],
  ['an unknown category', 'categories.yaml', /slug: compatibility$/m, 'slug: compatible', /没有「compatibility\/network」这个分类和小类/],
  ['a circle in a tree', 'trees/huabei-fails.yaml', /next: net-?work\}|next: hotspot\}/, 'next: money}', /huabei-fails\.yaml:\d+:\d+ {2}trees {2}走成了圈/],
])('%s', (name, path, find, replacement, message) => {
  const dir = brokenContent(name, path, find, replacement);
  test('check names file, line and what to write', () => {
    const { status, output } = run(['check', '--', '--content', dir]);
    expect(output).toMatch(message);
    expect(output).toMatch(/→ \S/);
    expect(status).toBe(1);
  });
  test('the build fails with the same message and no stack trace', () => {
    const before = statSync('dist/index.html').mtimeMs;
    const { status, output } = run(['build'], { CONTENT_DIR: dir });
    expect(output).toMatch(message);
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(status).not.toBe(0);
    expect(statSync('dist/index.html').mtimeMs).toBe(before);
  });
});

test('check --json is machine-readable', () => {
  const { status, output } = run(['check', '--', '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ problems: [] });
});

test('check says so when the folder is missing', () => {
  const { status, output } = run(['check', '--', '--content', join(folder, 'nowhere')]);
  expect(status).toBe(2);
  expect(output).toMatch(/找不到内容文件夹/);
});
