import { describe, expect, test } from 'vitest';
import { assetsIn } from '../../src/lib/offline/assets.ts';
import { chooseKept, neededFirst, rankOf, type Candidate } from '../../src/lib/offline/choose.ts';
import { pack, unpack } from '../../src/lib/offline/pack.ts';
import { savedAt } from '../../src/lib/offline/saved.ts';

const NUMBERS = new Map([['guides/a/network/dead/', '1.3.1'], ['guides/a/b/c/', '1.2.1'], ['guides/s/channels/phone/', '4.3.1'], ['guides/o/p/help/', '2.2.3'], ['guides/o/p/more/', '2.2.30']]);

describe('what is kept', () => {
  test.each<[string, number | undefined]>([
    ['', 0], ['search/', 0], ['scope/', 0], ['offline/', 0],
    ['trees/', 1], ['trees/huabei-fails/', 1],
    ['guides/', 2], ['guides/a/', 2], ['guides/a/network/', 2],
    ['guides/a/network/dead/', 3], ['guides/s/channels/phone/', 3], ['guides/o/p/help/', 3],
    ['guides/a/b/c/', undefined], ['guides/o/p/more/', undefined], ['codes/ACQ.X/', undefined], ['agents/', undefined], ['edit/', undefined], ['n/1.3.1/', undefined], ['about/', undefined],
  ])('%s', (page, rank) => expect(rankOf(page, NUMBERS)).toBe(rank));

  test('things to search for come by need, else in their order', () => {
    const keys = ['1.1.1', 'term:a', 'code:B', 'tree:a', '1.3.2', 'scope:a', '1.3.1', 'code:A', '5.1.4'];
    expect(neededFirst(keys.map((key) => ({ key }))).map(({ key }) => key)).toEqual(['1.3.2', '1.3.1', 'tree:a', 'code:B', 'scope:a', 'code:A', '1.1.1', 'term:a', '5.1.4']);
  });

  const sizes: Record<string, number> = { home: 10, tree: 30, guide: 40, 'tree.js': 20, 'all.css': 5 };
  const candidates: Candidate[] = [
    { page: 'guide', rank: 3, files: ['guide', 'all.css'] },
    { page: 'tree', rank: 1, files: ['tree', 'tree.js', 'all.css'] },
    { page: 'home', rank: 0, files: ['home', 'all.css'] },
  ];
  test.each([
    [105, ['home', 'all.css', 'tree', 'tree.js', 'guide'], 'all, what they share once'],
    [104, ['home', 'all.css', 'tree', 'tree.js'], 'a page comes whole or not at all'],
    [55, ['home', 'all.css', 'guide'], 'a smaller page of a later rank fills what is left'],
    [14, [], 'nothing'],
  ])('of %i bytes: %j (%s)', (budget, kept) => expect(chooseKept(candidates, (file) => sizes[file]!, budget)).toEqual(kept));

  test('is bounded however many pages there are', () => {
    const many = Array.from({ length: 10_000 }, (_, i): Candidate => ({ page: `p${i}`, rank: i % 4, files: [`p${i}`] }));
    const kept = chooseKept(many, () => 1000, 2_000_000);
    expect(kept).toHaveLength(2000);
    expect(kept.every((file) => Number(file.slice(1)) % 4 === 0)).toBe(true);
  });
});

describe('assets are found in', () => {
  test.each([
    ['<script type="module" src="/_astro/a.astro_lang.B_c-4567.js"></script><link rel="stylesheet" href="/_astro/p.12345678.css">', '/', ['_astro/a.astro_lang.B_c-4567.js', '_astro/p.12345678.css']],
    ['<img src="/trees/a.svg"><a href="/guides/">x</a><a href="/n/1.3.2/">y</a><link rel="alternate" href="index.md">', '/', ['trees/a.svg']],
    ['<link rel="stylesheet" href="/sub/_astro/p.12345678.css"><img src="/other/x.png"><meta content="https://x.example/sub/og/a.png">', '/sub/', ['_astro/p.12345678.css']],
    ['import{a as b}from"./kept.BlzcUhu4.js";const c=()=>import(`./qr.BnZpmOC1.js`);', '/', ['_astro/kept.BlzcUhu4.js', '_astro/qr.BnZpmOC1.js']],
    ['@font-face{src:url(/_astro/f.12345678.woff2)} a{background:url("/_astro/b.12345678.png")}', '/', ['_astro/f.12345678.woff2', '_astro/b.12345678.png']],
    ['<meta property="og:image" content="/og/a.png"><img src="/ogre.png">', '/', ['ogre.png']],
    ['"/_astro/a.js""/_astro/a.js"', '/', ['_astro/a.js']],
    ['没有', '/', []],
  ])('%s', (text, base, found) => expect(assetsIn(text, base)).toEqual(found));
});

test('a pack gives back what was put in, by name', () => {
  const files = new Map([['10', new Uint8Array([0, 10, 255])], ['空.json', new Uint8Array()], ['a.json', new TextEncoder().encode('{"花":"呗"}\n')], ['2', new Uint8Array([7])]]);
  expect(unpack(pack(files))).toEqual(files);
  expect(unpack(pack(new Map()))).toEqual(new Map());
});

describe('the time of saving, as people say it', () => {
  const now = new Date(2026, 10, 26, 9, 5);
  test.each([
    [new Date(2026, 10, 26, 0, 0), '今天 00:00'],
    [new Date(2026, 10, 26, 9, 4), '今天 09:04'],
    [new Date(2026, 10, 25, 23, 59), '昨天 23:59'],
    [new Date(2026, 10, 24, 23, 59), '11 月 24 日'],
    [new Date(2026, 0, 1, 12, 0), '1 月 1 日'],
    [new Date(2025, 11, 31, 12, 0), '2025 年 12 月 31 日'],
  ])('%s', (then, said) => expect(savedAt(then, now)).toBe(said));
  test('over the turn of the year', () => expect(savedAt(new Date(2025, 11, 31, 23, 0), new Date(2026, 0, 1, 1, 0))).toBe('昨天 23:00'));
});
