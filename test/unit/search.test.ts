import { describe, expect, test } from 'vitest';
import { conceptsIn, readConcepts } from '../../src/lib/search/concepts.ts';
import { excerpt, mark } from '../../src/lib/search/excerpt.ts';
import { score } from '../../src/lib/search/judge.ts';
import { learn } from '../../src/lib/search/learn.ts';
import { SEGMENTS, rank, rarity, segmentFor, type RecordInfo } from '../../src/lib/search/rank.ts';
import { idLengthFor, packRecords, shardDigits, shardOf, unpackRecords } from '../../src/lib/search/stored.ts';
import { layOut } from '../../src/lib/search/records.ts';
import { search } from '../../src/lib/search/search.ts';
import { respell, unpackSpelling } from '../../src/lib/search/respell.ts';
import { characterTokens, codeToken, isCharacterToken, normalise, numberToken, tokenize } from '../../src/lib/search/tokenize.ts';
import { understand, unpackWords } from '../../src/lib/search/understand.ts';

const words = (text: string) => tokenize(normalise(text)).map(({ text: token }) => token);

describe('tokenize', () => {
  test.each([
    ['扣了款', ['扣了', '了款']],
    ['POS 机收款', ['pos〇', '机收', '收款']],
    ['ＮＦＣ', ['nfc〇']],
    ['查单，重收', ['查单', '重收']],
    ['款', []],
    ['', []],
    ['😀<b>', ['b〇']],
  ])('%s', (text, tokens) => expect(words(text)).toEqual(tokens));

  test('no token is the beginning of another', () => {
    const tokens = [...words('收款码 pos post 10003 100'), numberToken('1.3'), numberToken('1.3.2'), codeToken('ACQ.A'), codeToken('ACQ.A_B')];
    for (const a of tokens) for (const b of tokens) if (a !== b) expect(b.startsWith(a)).toBe(false);
  });

  test('traditional characters become simplified ones', () => expect(normalise('報修', { 報: '报' })).toBe('报修'));
  test('codes are one token however typed', () => {
    for (const typed of ['ACQ.TRADE_HAS_CLOSE', 'acq trade has close', 'ACQ。TRADE。HAS。CLOSE']) expect(codeToken(typed)).toBe('acqtradehasclose〇');
  });
  test('single characters are tokens too, each once', () => {
    expect(characterTokens('慢慢 pos 网')).toEqual(['慢〇', '网〇']);
    expect(['慢〇', '慢网', 'a〇'].map(isCharacterToken)).toEqual([true, false, false]);
  });
});

describe('understand', () => {
  test.each([
    ['1.3.2', 'n1x3x2〇'], ['第2.3.1篇', 'n2x3x1〇'], ['2 3 1', 'n2x3x1〇'], ['1。2。4', 'n1x2x4〇'], ['1.3', 'n1x3〇'], ['５.１.１０', 'n5x1x10〇'],
  ])('%s is a number', (typed, token) => expect(understand(typed).number).toBe(token));
  test.each(['0.6', '13800000000', '1.3.2.4', '断网'])('%s is no number', (typed) => expect(understand(typed).number).toBeNull());

  test('finds codes in a pasted message', () => {
    expect(understand('报错MOBILE_PAYMENT_SWITCH_OFF怎么办').codes).toContain('mobilepaymentswitchoff〇');
    expect(understand('收款返回 10003 啦').codes).toContain('10003〇');
  });

  const packed = unpackWords({ pairs: '花呗收款 费率 没有提示 扫码', concepts: '', learned: true });
  const spelling = unpackSpelling({ rarer: '', runs: 'a1', sounds: 'hua花华bei呗贝被shou收首kuan款宽fei费废lv率律mei没you有ti提题shi示事sao扫ma码马', names: '花呗收款 扫码', simplified: '掃扫碼码' }, packed);
  const read = (typed: string, doubtful = () => true) => respell(typed, spelling, doubtful).readAs;
  test.each([
    ['花贝', '花呗'], ['费律', '费率'], ['huabei', '花呗'], ['meiyou tishi', '没有提示'], ['hbsk', '花呗收款'], ['扫马', '扫码'],
  ])('%s is read as %s', (typed, expected) => expect(read(typed)).toBe(expected));
  test.each(['花呗收款', 'pos', 'loan app', '掃碼'])('%s is left as it is', (typed) => expect(read(typed)).toBeNull());
  test('a pair the index knows well is not doubted', () => expect(read('花贝', () => false)).toBeNull());
});

test('concepts: different words, the same token', () => {
  const concepts = readConcepts('顾客 客户|用不了 不能用');
  expect(conceptsIn('客户不能用', concepts)).toEqual(['zk0〇', 'zk1〇']);
  expect(conceptsIn('顾客用不了', concepts)).toEqual(['zk0〇', 'zk1〇']);
});

describe('rank', () => {
  // Eight tokens a segment.
  const info = (kind: RecordInfo['kind']): RecordInfo => ({ kind, page: kind, segments: Array<number>(SEGMENTS).fill(8), due: '' });
  const [never, seldom, often] = [0, 1, 2];
  const at = (step: number, level = 0, nth = 0) => [segmentFor(step, level) * 8 + nth];
  const records = new Map([['a', info('guide')], ['b', info('guide')], ['c', info('code')]]);
  const order = (postings: Record<string, Record<string, number[]>>) =>
    rank(new Map(Object.entries(postings).map(([token, found]) => [token, new Map(Object.entries(found))])), records, 30, () => true).map(({ id }) => id);

  test('often beats seldom', () => expect(order({ 查单: { a: at(seldom), b: at(often) } })).toEqual(['b', 'a']));
  test('all of the query beats some of it', () => expect(order({ 查单: { a: at(seldom), b: at(seldom) }, 重收: { b: at(seldom, 0, 1) } })).toEqual(['b', 'a']));
  test('guides come before codes', () => expect(order({ 查单: { c: at(seldom), a: at(seldom) } })).toEqual(['a', 'c']));
  test('what was learned decides between equals', () => expect(order({ 查单: { a: at(seldom, 1), b: at(seldom, 4) } })).toEqual(['b', 'a']));
  test('what was learned of a single character finds a record by itself', () => expect(order({ '查〇': { b: at(never, 8) } })).toEqual(['b']));
  test('rarity falls with frequency', () => expect(rarity(1, 100)).toBeGreaterThan(rarity(50, 100)));
});

describe('what is overdue', () => {
  const page = (kind: RecordInfo['kind'], name: string, due: string): RecordInfo => ({ kind, page: name, due, segments: Array<number>(SEGMENTS).fill(8) });
  const records = new Map([['old', page('guide', '1', '2027-05-20')], ['fresh', page('guide', '2', '2027-05-21')], ['tie', page('scope', 'tie', '')]]);
  const often = [segmentFor(2, 0) * 8];
  const seldom = [segmentFor(1, 0) * 8];
  const ask = async (today: string, tokens: Record<string, Record<string, number[]>>) => (await search('查单重收', {
    today, total: 30, mostCandidates: Infinity, words: unpackWords({ pairs: '查单 单重 重收', concepts: '', learned: false }),
    index: { exact: async (token) => new Map(Object.entries(tokens[token] ?? {})), prefix: async () => new Map() },
    info: async (ids) => new Map(ids.map((id) => [id, records.get(id)!])), respell: async () => { throw new Error('nothing to respell'); },
  }));
  const close = { 查单: { old: often, fresh: often }, 单重: { old: seldom, fresh: often }, 重收: { old: often, fresh: seldom } };
  const ids = async (today: string, tokens: Record<string, Record<string, number[]>>) => (await ask(today, tokens)).hits.map(({ id }) => id);
  test('comes after what fits nearly as well', async () => {
    expect(await ids('2027-05-20', close)).toEqual(['old', 'fresh']);
    expect(await ids('2027-05-21', close)).toEqual(['fresh', 'old']);
  });
  test('comes before what fits badly', async () => expect((await ids('2027-05-21', { ...close, 查单: { old: often } }))[0]).toBe('old'));
  test('is in its old order when all is', async () => expect(await ids('2099-01-01', close)).toEqual(['old', 'fresh']));
  test('is not called outside the subject for it', async () => {
    const tokens = { 查单: { old: often, tie: often }, 单重: { old: seldom, tie: seldom }, 重收: { old: often, tie: seldom } };
    expect((await ask('2099-01-01', tokens)).outside).toEqual((await ask('', tokens)).outside);
  });
});

test('learn: the word that tells two records apart weighs for its own', () => {
  const samples = [{ tokens: ['收款', '贴纸'], label: 0 }, { tokens: ['贴纸', '丢了'], label: 0 }, { tokens: ['收款', '费率'], label: 1 }, { tokens: ['费率', '多少'], label: 1 }];
  const learned = learn(samples, 2, () => 1);
  expect(learned.get('贴纸')!.get(0)).toBeGreaterThan(0);
  expect(learned.get('贴纸')!.has(1)).toBe(false);
  expect(learn(samples, 2, () => 1)).toEqual(learned);
});

test('records come back as they went', () => {
  const records = [
    { id: 'x_abc0001', kind: 'code' as const, key: 'code:A', title: 'A', url: '/a/', segments: [0, 0, 8] },
    { id: 'x_abd0002', kind: 'guide' as const, key: '1.3.2', title: '标题', url: '/x/', due: '2027-05-21', segments: [8, 24, 0, 0, 1600] },
  ];
  const length = idLengthFor(records.map(({ id }) => id));
  expect(length).toBe(3);
  expect([...unpackRecords(packRecords(records, length), length)]).toEqual([
    ['abd', { kind: 'guide', key: '1.3.2', page: '1.3.2', label: { title: '标题', url: '/x/' }, segments: [8, 24, 0, 0, 1600], due: '2027-05-21' }],
    ['abc', { kind: 'code', key: 'code:A', page: 'code:A', segments: [0, 0, 8], due: '' }],
  ]);
  expect([shardDigits(500), shardDigits(20_000), shardOf('x_1a2b3c4', 0), shardOf('x_1a2b3c4', 2)]).toEqual([0, 3, 'all', '1a']);
});

describe('excerpts', () => {
  test('marks meet where pairs overlap', () => expect(mark('先查单再收', ['查单'])).toEqual(['先', '查单', '再收']));
  test('marks join', () => expect(mark('收款码', ['收款', '款码'])).toEqual(['', '收款码', '']));
  test('the window is where most of the query is', () => {
    const text = `${'别的话。'.repeat(40)}断网时先查单。${'后面的话。'.repeat(40)}`;
    expect(excerpt(text, ['断网', '查单']).join('')).toMatch(/断网时先查单/);
  });
  test('text is never shortened into nothing', () => expect(excerpt('短', ['没有']).join('')).toBe('短'));
});

test('judging', () => {
  const judged = [{ q: 'a', kind: 'x', best: ['1'], ok: [] }, { q: 'b', kind: 'x', best: ['2'], ok: ['3'] }, { q: 'c', kind: 'none', best: [], ok: [] }];
  expect(score(judged, [['1'], ['3', '2'], []])).toMatchObject({ queries: 2, s1: 0.5, s3: 1, silent: 0, unanswerable: 1, abstained: 1 });
});

test('among a thousand records, what has only words that all have keeps them; the others keep what tells them apart', () => {
  const record = (n: number, own: boolean) => ({ kind: 'code' as const, key: `code:${n}`, url: '/', title: '', summary: '', sections: [], headTexts: [], extraTexts: [], frequencies: new Map([['收款', 1], ...(own ? [[`第${n}〇`, 1] as const] : [])]), samples: [] });
  const tokens = layOut(Array.from({ length: 1000 }, (_, n) => record(n, n > 0))).map((laid) => laid.tokens);
  expect(tokens[0]).toContain('收款');
  expect(tokens[1]).toContain('第1〇');
  expect(tokens[1]).not.toContain('收款');
});
