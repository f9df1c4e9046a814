/** CONTRIBUTING.md is followed to the letter by people who cannot see what went stale. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { imageType } from '../../src/lib/check/image-type.ts';

const text = readFileSync('CONTRIBUTING.md', 'utf8');
const PICTURES = 'docs/contributing';
const LARGEST = 100 * 1024;
const shown = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g), ...text.matchAll(/<img src="([^"]+)"[^>]* alt="([^"]*)"/g)].map(([whole, one = '', two = '']) => (whole.startsWith('<') ? { alt: two, path: one } : { alt: one, path: two }));

test.each(shown)('$path is there, small, and said in words', ({ alt, path }) => {
  expect(statSync(path).size).toBeLessThanOrEqual(LARGEST);
  expect(imageType(readFileSync(path))).toBe(path.split('.').at(-1));
  expect([...alt].length).toBeGreaterThanOrEqual(8);
});
test('no picture is left over', () => expect(readdirSync(PICTURES).map((name) => `${PICTURES}/${name}`).sort()).toEqual(shown.map(({ path }) => path).sort()));
test('files it leads to are there', () => {
  for (const [, path] of text.matchAll(/\]\((content\/[^)#]+)\)/g)) expect(existsSync(path!), path).toBe(true);
});
test('commands it names exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const [, name] of text.matchAll(/npm run ([a-z]+)/g)) expect(scripts).toHaveProperty(name!);
});
test('sections it leads to are there', () => {
  const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, '').replaceAll(' ', '-'));
  for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
});
