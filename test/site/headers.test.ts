/** What the build and hosting/ say to hosts besides nginx. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EDITOR_POLICY, headerPolicies, pagePolicy, PICTURE_STYLE_HASH } from '../../src/lib/hosting/policy.ts';
import { expected, HASHES } from './hosting-expected.ts';

const files = readdirSync('dist', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`.slice('dist'.length)).sort();
const text = readFileSync('dist/_headers', 'utf8');

/** As Netlify and Cloudflare Pages read it: a rule is a pattern and the indented headers under it. */
const rules = text.trim().split(/\n\n/).map((block) => {
  const [pattern = '', ...lines] = block.split('\n');
  const matcher = new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/:\w+/g, '[^/]+')}$`);
  return { pattern, matcher, headers: lines.map((line) => /^ {2}([\w-]+): (.*)$/.exec(line)!.slice(1) as [string, string]) };
});

/** The same header from two rules is joined by a comma. */
function headersOf(path: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of rules.filter(({ matcher }) => matcher.test(path)).flatMap(({ headers }) => headers)) {
    const key = name.toLowerCase();
    found[key] = key in found ? `${found[key]}, ${value}` : value;
  }
  return found;
}

describe('_headers', () => {
  test.each(expected((pattern) => files.find((path) => pattern.test(path)) ?? '', '/guides/compatibility/network/sync-delay/'))('$path has what nginx sends', ({ path, headers }) => {
    const { 'cache-control': cache, ...others } = headers;
    const { 'cache-control': given, ...own } = headersOf(path);
    expect(own).toEqual(Object.fromEntries(Object.entries(others).filter(([, value]) => value)));
    expect(given ?? 'no-cache').toBe(cache);
  });
  test('no file of the build is without a policy, and none has two', () => {
    const asked = files.filter((path) => !/^\/(_headers|_redirects|nginx-(redirects|hashes)\.map)$/.test(path)).map((path) => path.replace(/(^|\/)index\.html$/, '$1'));
    expect(asked.filter((path) => (headersOf(path)['content-security-policy'] ?? '').split('default-src').length !== 2)).toEqual([]);
  });
  test('keeps the limits of Cloudflare Pages: 100 rules, 2,000 characters a line', () => {
    expect(rules.length).toBeLessThanOrEqual(100);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(2000);
  });
});

const html = files.filter((path) => path.endsWith('.html') && path !== '/edit/index.html').map((path) => readFileSync(`dist${path}`, 'utf8'));
const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const between = (pages: readonly string[], tag: 'style' | 'script') => new Set(pages.flatMap((page) => [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(([, text]) => hashOf(text!))));

describe('the policy', () => {
  test('is the same in pages, in lib and in nginx.conf', () => {
    const variables = Object.fromEntries([...readFileSync('dist/nginx-hashes.map', 'utf8').matchAll(/map "" (\$\w+) \{\n {4}default "(.*)";/g)].map(([, name, value]) => [name, value]));
    const quoted = [...readFileSync('hosting/nginx.conf', 'utf8').matchAll(/"(default-src [^"]*)"/g)].map((match) => match[1]!.replace(/\$\w+/g, (name) => variables[name]!));
    expect(quoted.sort()).toEqual(Object.values(headerPolicies(HASHES)).sort());
    expect(html.filter((page) => !page.includes('http-equiv="refresh"') && !page.includes(`content="${pagePolicy(HASHES)}"`))).toEqual([]);
    expect(readFileSync('dist/edit/index.html', 'utf8')).toContain(`content="${EDITOR_POLICY}"`);
  });
  test('allows nothing inline but the pages’ own styles and scripts, and the style sheet of the trees’ pictures', () => {
    expect(between(html, 'style')).toEqual(new Set(HASHES.styles));
    expect(between(html, 'script')).toEqual(new Set(HASHES.scripts));
    const { editor, ...ofReaders } = headerPolicies(HASHES);
    expect(editor).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(Object.values(ofReaders).join()).not.toMatch(/'unsafe-|https?:/);
    const pictures = files.filter((path) => /^\/trees\/.*\.svg$/.test(path)).map((path) => readFileSync(`dist${path}`, 'utf8'));
    expect(between(pictures, 'style')).toEqual(new Set([PICTURE_STYLE_HASH]));
  });
});
