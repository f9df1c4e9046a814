/**
 * Build side of understand.ts: the spelling data, from the content's own words. The libraries that
 * know pinyin and traditional characters stay here; the phone gets their result as short strings.
 */
import { Converter } from 'opencc-js/t2cn';
import { addDict, pinyin } from 'pinyin-pro';
import type { Corpus } from '../corpus.ts';
import type { Draft } from './drafts.ts';
import { MOST_LEARNED, learnersOf, type RecordOptions, type SearchRecord } from './records.ts';
import { END, FUNCTION_CHARACTERS, normalise, tokenize } from './tokenize.ts';
import { commonCharacters, splitSyllables, type PackedSpelling } from './respell.ts';
import type { PackedWords } from './understand.ts';

/** pinyin-pro reads these otherwise; merchants do not. */
addDict({ 花呗: 'hua bei', 借呗: 'jie bei', 密钥: 'mi yao' });

/** `〇` counts as Han, but only ends words. */
const HAN = /(?!〇)\p{Script=Han}/u;
/** Pairs every query needs to know, and how many more help to put spelling right. */
const QUERY_PAIRS = 1000;
const SPELLING_PAIRS = 500;
/** The most frequent pairs are the same in so many records as in all, and finding words is slow. */
const SAMPLED_DRAFTS = 1000;
/** A pair must stand inside a word at least this often, of all the times it stands somewhere. */
const LEAST_INSIDE = 0.4;
/** A pair in a title or saying counts as much as in so many bodies. */
const HEAD_WEIGHT = 3;
/** A pair this many times rarer than one of the same sound is taken for its misspelling. */
const MISSPELT_RATIO = 6;

/** The dictionary that comes with Node, here at build time only. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const isDictionaryWord = (text: string): boolean => segmenter.segment(text).containing(0)?.segment.length === text.length;

/** Latin words of fewer letters (AA) are no pinyin. */
const LEAST_PINYIN = 4;

/** The same answers, each worked out once. */
function remembering(test: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    let known = answers.get(text);
    if (known === undefined) answers.set(text, known = test(text));
    return known;
  };
}

const toSimplified = Converter({ from: 't', to: 'cn' });

/** All that making records needs to know of the content's spelling. */
export function recordOptions(corpus: Corpus): RecordOptions {
  const texts = [...corpus.guides.flatMap(({ text, data }) => [text, ...data.sayings]), JSON.stringify([corpus.terms.data, corpus.codes.map(({ data }) => data), corpus.scope.data, corpus.trees.map(({ data }) => data)])];
  return { simplified: simplifiedIn(texts), soundsLike, respelt: misspellings(texts), isWord: remembering(isDictionaryWord), concepts: packConcepts(corpus) };
}

/** Traditional → simplified, for characters whose simplified form occurs in `texts`. */
export function simplifiedIn(texts: Iterable<string>): Record<string, string> {
  const used = new Set<string>();
  for (const text of texts) for (const character of text) used.add(character);
  const pairs: [string, string][] = [];
  for (let point = 0x4e00; point <= 0x9fff; point++) {
    const character = String.fromCodePoint(point);
    const simple = toSimplified(character);
    if (simple !== character && used.has(simple)) pairs.push([character, simple]);
  }
  return Object.fromEntries(pairs);
}

/** Groups of synonyms as they travel, the group that titles and sayings use most first. */
function packConcepts(corpus: Corpus): string {
  const texts = normalise(corpus.guides.flatMap(({ data }) => [data.title, ...data.sayings]).join('\n'));
  const uses = (words: readonly string[]) => words.reduce((sum, word) => sum + texts.split(word).length - 1, 0);
  return corpus.synonyms.data
    .map((group) => group.map((word) => normalise(word)))
    .map((words) => ({ words, times: uses(words) }))
    .sort((a, b) => b.times - a.times || (a.words[0]! < b.words[0]! ? -1 : 1))
    .map(({ words }) => words.join(' ')).join('|');
}

export function packWords(corpus: Corpus, drafts: readonly Draft[], { respelt, concepts }: RecordOptions): PackedWords & Pick<PackedSpelling, 'rarer'> {
  const pairs = wordPairs(drafts, ownWords(corpus), respelt);
  return { pairs: chain(pairs.slice(0, QUERY_PAIRS)), rarer: chain(pairs.slice(QUERY_PAIRS)), concepts, learned: learnersOf(drafts).length <= MOST_LEARNED };
}

export function packSpelling(corpus: Corpus, records: readonly SearchRecord[], rarer: string, { simplified }: RecordOptions): PackedSpelling {
  return { rarer, ...packSounds(records), names: hanNames(corpus).join(' '), simplified: Object.entries(simplified).flat().join('') };
}

const hanNames = (corpus: Corpus): string[] => Object.values(corpus.terms.data).map(({ name }) => name).filter((name) => /^\p{Script=Han}{2,6}$/u.test(name));

/** Words editors gave as such, though no dictionary has them: 花呗, 客服. */
const ownWords = (corpus: Corpus): string[] => [...hanNames(corpus), ...corpus.synonyms.data.flat(), ...corpus.guides.flatMap(({ data }) => data.sayings.filter((saying) => saying.length === 2))];

/** Whether another spelling only sounds like the name, or is its pinyin: the phone finds those by itself. */
export function soundsLike(name: string, spelling: string): boolean {
  const sound = readAloud(name);
  const letters = spelling.toLowerCase().replace(/[^a-z]/g, '');
  if (/^[a-z\s']+$/i.test(spelling)) return letters === sound.join('') || letters === sound.map((syllable) => syllable[0]).join('');
  return readAloud(spelling).join(' ') === sound.join(' ');
}

const soundOf = (pair: string): string => readAloud(pair).join(' ');

const readAloud = (text: string) => pinyin(text, { toneType: 'none', type: 'array', v: true });

/**
 * What editors and readers misspell: a pair that is no dictionary word and sounds like one of the content's
 * that is far more frequent (花贝, 费律), and words in pinyin.
 * @param texts all that is indexed
 */
export function misspellings(texts: readonly string[]): (token: string) => string | undefined {
  const count = new Map<string, number>();
  for (const text of texts) for (const { text: token } of tokenize(normalise(text))) count.set(token, (count.get(token) ?? 0) + 1);
  const pairs = [...count].filter(([token]) => HAN.test(token));
  const frequent = pairs.filter(([, times]) => times >= MISSPELT_RATIO);
  const loudest = new Map<string, string>();
  for (const [pair, times] of frequent) {
    const sound = soundOf(pair);
    if (times > (count.get(loudest.get(sound) ?? '') ?? 0)) loudest.set(sound, pair);
  }
  const maySoundLike = likeSounding(frequent);
  const right = new Map<string, string>();
  for (const [pair, times] of pairs) {
    if (!maySoundLike(pair, times)) continue;
    const best = loudest.get(soundOf(pair));
    if (best === undefined || times * MISSPELT_RATIO > count.get(best)!) continue;
    const differing = [0, 1].filter((i) => best[i] !== pair[i]);
    const plain = differing.every((i) => !FUNCTION_CHARACTERS.has(pair[i]!));
    if (differing.length === 1 && plain && !isDictionaryWord(pair)) right.set(pair, best);
  }
  const syllables = new Set([...new Set([...count.keys()].join('').match(/\p{Script=Han}/gu))].flatMap(soundsOf));
  return (token) => right.get(token) ?? (token.length > LEAST_PINYIN && token.endsWith(END) && (splitSyllables(token.slice(0, -1), syllables)?.length ?? 0) > 1 ? '' : undefined);
}

/**
 * Reading a pair aloud is slow, and most pairs need not be read: a misspelling shares a character with a frequent
 * pair, and its other character sounds like the other one there.
 */
function likeSounding(frequent: readonly (readonly [string, number])[]): (pair: string, times: number) => boolean {
  const readings = new Map<string, string[]>();
  const read = (character: string) => readings.get(character) ?? readings.set(character, allSoundsOf(character)).get(character)!;
  /** One character written, the other as it sounds. */
  const halves = ([first, second]: string) => [...read(second!).map((sound) => `${first}${sound}`), ...read(first!).map((sound) => `${sound}${second}`)];
  const most = new Map<string, number>();
  for (const [pair, times] of frequent) for (const half of halves(pair)) most.set(half, Math.max(times, most.get(half) ?? 0));
  return (pair, times) => halves(pair).some((half) => (most.get(half) ?? 0) >= times * MISSPELT_RATIO);
}

/**
 * Pairs that stand inside words of the content (收款码 has 收款 and 款码), most frequent first. Pairs that
 * arise where two words meet are left out.
 */
function wordPairs(drafts: readonly Draft[], names: readonly string[], respelt: (token: string) => string | undefined): string[] {
  const inside = new Map<string, number>();
  const all = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const { text: pair } of tokenize(text)) if (HAN.test(pair)) all.set(pair, (all.get(pair) ?? 0) + weight);
    for (const { segment } of segmenter.segment(text)) {
      for (const { text: pair } of tokenize(segment)) if (HAN.test(pair)) inside.set(pair, (inside.get(pair) ?? 0) + weight);
    }
  };
  const step = Math.ceil(drafts.length / SAMPLED_DRAFTS);
  for (const { headTexts, sections } of drafts.filter((_, at) => at % step === 0)) {
    for (const text of headTexts) add(normalise(text), HEAD_WEIGHT);
    for (const { text } of sections) add(normalise(text), 1);
  }
  for (const name of names) for (const { text: pair } of tokenize(normalise(name))) inside.set(pair, all.get(pair) ?? 1);
  return [...inside]
    .filter(([pair, times]) => times >= (all.get(pair) ?? 0) * LEAST_INSIDE && respelt(pair) === undefined)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, QUERY_PAIRS + SPELLING_PAIRS).map(([pair]) => pair);
}

/** Pairs joined where the end of one begins the next: half the bytes, and the order still says how frequent they are. */
function chain(pairs: readonly string[]): string {
  const byFirst = Map.groupBy(pairs, (pair) => pair[0]!);
  const used = new Set<string>();
  const chains: string[] = [];
  for (const pair of pairs) {
    let text = '';
    for (let next: string | undefined = pair; next && !used.has(next); next = byFirst.get(text.at(-1)!)?.find((other) => !used.has(other))) {
      used.add(next);
      text += text ? next[1]! : next;
    }
    if (text) chains.push(text);
  }
  return chains.join(' ');
}

/** Sounds as runs over GB 2312's order, and what does not fit into it: see PackedSpelling. */
function packSounds(records: readonly SearchRecord[]): Pick<PackedSpelling, 'runs' | 'sounds'> {
  const runs: { sound: string; count: number }[] = [];
  const inRuns = new Map<string, string>();
  for (const character of commonCharacters()) {
    const own = soundsOf(character);
    const last = runs.at(-1);
    const sound = last && own.includes(last.sound) ? last.sound : (own[0] ?? 'x');
    if (last && sound === last.sound) last.count += 1;
    else runs.push({ sound, count: 1 });
    inRuns.set(character, sound);
  }
  const used = new Set(records.flatMap(({ tokens }) => tokens.filter((token) => HAN.test(token)).flatMap((token) => [...token])));
  const others = new Map<string, string[]>();
  for (const character of used) {
    for (const sound of soundsOf(character)) {
      if (inRuns.get(character) !== sound) others.set(sound, [...(others.get(sound) ?? []), character]);
    }
  }
  return {
    runs: runs.map(({ sound, count }) => `${sound}${count}`).join(''),
    sounds: [...others].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sound, same]) => sound + same.sort().join('')).join(''),
  };
}

const soundsOf = (character: string): string[] => (character === '呗' ? ['bei'] : allSoundsOf(character));

function allSoundsOf(character: string): string[] {
  return [...new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true }))].filter((sound) => /^[a-z]+$/.test(sound));
}
