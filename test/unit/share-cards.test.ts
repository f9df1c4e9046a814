/** Share cards before they are drawn: what they say, how it is broken into lines, what the font lacks. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { shareCards, type Card } from '../../src/lib/og/card.ts';
import { ANSWER, COLORS, drawCard, TITLE } from '../../src/lib/og/design.ts';
import { fit } from '../../src/lib/og/fit.ts';
import { readFont } from '../../src/lib/og/font.ts';
import { missingGlyphs } from '../../src/lib/og/glyphs.ts';
import { breakLines, cut, hangs } from '../../src/lib/og/lines.ts';

const [medium, bold] = ['500', '700'].map((weight) => readFont(readFileSync(`src/assets/fonts/noto-sans-sc-${weight}.ttf`)));
const cards = shareCards(await readCorpus('content', { bodiesLater: true }));
const wide = { measure: bold!.measure, words: ['花呗', '付款码'] };
const lines = (text: string, width: number, count: number) => breakLines(cut(text, wide), width, count)?.lines;
const card = (own: Partial<Card>): Card => ({ page: 'p', title: '题', answer: '答', color: 'teal', words: [], ...own });

describe('lines', () => {
  test.each<[text: string, width: number, count: number, lines: string[] | undefined]>([
    ['短', 8, 1, ['短']],
    ['短', 8, 2, undefined],
    ['一二三四五六七八九', 8, 1, undefined],
    // About as long as each other, words whole.
    ['天地玄黄宇宙洪荒日月', 8, 2, ['天地玄黄宇宙', '洪荒日月']],
    ['店里收款各做各的规矩', 6, 2, ['店里收款各', '做各的规矩']],
    // After a pause rather than elsewhere; at the end of a line it takes half of its room.
    ['扫码没反应，先看钱包', 8, 2, ['扫码没反应，', '先看钱包']],
    ['花呗手续费谁出，能让顾客加钱吗', 7.5, 2, ['花呗手续费谁出，', '能让顾客加钱吗']],
    // Never first: closing signs, also two in a row; never last: opening signs; rather not inside of them.
    ['一二三四（五六）。七', 8, 2, ['一二三四', '（五六）。七']],
    ['先打「电话」再说一遍', 4, 3, ['先打', '「电话」', '再说一遍']],
    ['他说：“等一等！”就走了', 9, 2, ['他说：', '“等一等！”就走了']],
    ['￥100 一位', 3, 2, ['￥100', '一位']],
    // Words that only the glossary knows; a particle stays with what it belongs to.
    ['请顾客出示付款码吧', 6, 2, ['请顾客出示', '付款码吧']],
    ['顾客要用花呗付款', 5, 2, ['顾客要用', '花呗付款']],
    ['怎样才算规矩的呢', 5, 2, ['怎样才算', '规矩的呢']],
    // Latin words, numbers and dashes are not cut.
    ['收款机 WiFi 掉线', 5, 2, ['收款机', 'WiFi 掉线']],
    ['要等 24 小时——别急', 6, 2, ['要等 24', '小时——别急']],
    ['第 1.3.2 篇', 3, 2, undefined],
    // Error codes, after their marks.
    ['ACQ.BEYOND_PER_RECEIPT_DAY_RESTRICTION', 9.5, 3, ['ACQ.BEYOND_', 'PER_RECEIPT_', 'DAY_RESTRICTION']],
    ['isv.invalid-signature', 8, 2, ['isv.invalid-', 'signature']],
    ['ACQ.BEYOND', 5, 2, ['ACQ.', 'BEYOND']],
    ['', 8, 1, undefined],
  ])('%s in %d × %d', (text, width, count, expected) => {
    expect(lines(text, width, count)).toEqual(expected);
  });

  test.each([['好，', true], ['好？', true], ['好……', false], ['好', false], ['好」', false]])('%s ends in an empty half: %s', (line, expected) => expect(hangs(line)).toBe(expected));
});

describe('fit', () => {
  const box = { width: 600, height: 240, sizes: [100, 80, 60], leading: 1.2 };
  test.each<[text: string, size: number, lines: string[]]>([
    ['查单', 100, ['查单']],
    ['商户被风控，收款突然停了', 100, ['商户被风控，', '收款突然停了']],
    // A size smaller, rather than a break in the middle of a phrase.
    ['花呗早就开通了，顾客还是付不了', 80, ['花呗早就开通了，', '顾客还是付不了']],
    ['天'.repeat(30), 60, ['天'.repeat(10), '天'.repeat(10), '天'.repeat(10)]],
    // Too long for any size: cut, and it says so.
    ['天'.repeat(40), 60, ['天'.repeat(10), '天'.repeat(10), `${'天'.repeat(9)}…`]],
    // A word without end is broken anywhere.
    ['i'.repeat(60), 60, ['i'.repeat(30), 'i'.repeat(30)]],
    ['', 60, ['']],
  ])('%s', (text, size, expected) => {
    expect(fit(text, box, wide)).toMatchObject({ size, lines: expected });
  });
});

describe.each([['title', TITLE, bold!] as const, ['answer', ANSWER, medium!] as const])('every %s of today', (part, box, font) => {
  test('fits whole, with no sign where it may not stand', () => {
    for (const { page, words, [part]: text } of cards) {
      const { size, lines: fitted } = fit(text, box, { measure: font.measure, words });
      expect(fitted.join('').replace(/\s/g, ''), page).toBe(text.replace(/\s/g, ''));
      expect(fitted.filter((line) => /^[，。？！、；：）」』》”’%…]|[（「『《“‘]$/.test(line)), page).toEqual([]);
      expect(fitted.length * size * box.leading, page).toBeLessThanOrEqual(box.height);
      expect(Math.max(...fitted.map((line) => font.measure(line) - (hangs(line) ? 0.5 : 0))) * size, page).toBeLessThanOrEqual(box.width);
    }
    expect(cards.length).toBeGreaterThan(150);
  });
});

describe('glyphs', () => {
  test('no card of today lacks one, in either weight', () => {
    for (const font of [medium!, bold!]) expect(missingGlyphs(cards, font)).toEqual([]);
  });
  test('both weights have the site’s name, everyday signs and all that a phone’s pinyin keyboard offers first', () => {
    for (const font of [medium!, bold!]) expect([...'花呗收款排障手册，。？！、；：“”‘’（）《》「」【】—…·￥%→←↑↓①②⑩✓ABCxyz0123456789._-/+&℃'].filter((sign) => !font.has(sign.codePointAt(0)!))).toEqual([]);
  });
  test('what lacks is named, with its file', () => {
    expect(missingGlyphs([card({ source: 'codes/X.yaml', page: 'codes/X', title: '𠮷字𠮷', answer: '好😀' }), card({})], bold!)).toEqual([
      'codes/X.yaml：分享图 og/codes/X.png 的字体里没有「𠮷」（U+20BB7）「😀」（U+1F600），图上会空着。标题和一句话答案里换一个字',
    ]);
  });
  test('widths are those of the font', () => {
    expect(bold!.measure('花呗')).toBe(2);
    expect(bold!.measure('iii')).toBeLessThan(bold!.measure('WWW') / 2);
    expect(() => readFont(new Uint8Array(64))).toThrow('not a TrueType font');
  });
});

test('a card’s colours are the site’s', () => {
  const css = readFileSync('src/styles/tokens.css', 'utf8');
  const tokens = /:root \{([\s\S]*?)\}/.exec(css)![1]!;
  const own = new Map([...css.matchAll(/\[data-color='(\w+)'\] \{ --own: var\(--(\w+)\); \}/g)].map(([, color, token]) => [color!, token!]));
  expect(own.size).toBe(5);
  for (const [name, color] of Object.entries(COLORS)) if (name !== 'white') expect(tokens, name).toContain(`--${own.get(name) ?? name}: ${color};`);
});

test('the picture has number, place, title and answer', () => {
  const text = JSON.stringify(drawCard(card({ mark: '1.3.2', place: '网络连接', title: '扣了款', answer: '先查单。' }), { bold: bold!.measure, medium: medium!.measure }));
  for (const said of ['1.3.2', '网络连接', '扣了款', '先查单。', '花呗收款排障手册', COLORS.teal]) expect(text).toContain(said);
});
