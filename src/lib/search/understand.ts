/**
 * What a person typed → what to ask the index. Pure; the spelling data comes from the build
 * (spelling-data.ts) and reaches the phone once, when search is first used.
 */
import { conceptsIn, rarestConcepts, readConcepts, type Concepts } from './concepts.ts';
import { FUNCTION_CHARACTERS, codeToken, normalise, numberToken, tokenize } from './tokenize.ts';

/** The content's words, as they travel: what every query needs. */
export interface PackedWords {
  /** Word pairs of the content chained where they overlap, most frequent first: `付款码 收银员` holds 付款, 款码, 收银, 银员. */
  pairs: string;
  /** Groups of words that mean the same: see concepts.ts. */
  concepts: string;
}

/** What only a query needs that is not in the content's own words. */
export interface PackedSpelling {
  /**
   * The common characters come from the phone itself: GB 2312 lists its first level in the order of
   * their sounds, so a sound and a count each is enough: `a2ai13an9…`.
   */
  runs: string;
  /** Other characters and second sounds: each sound, then its characters: `bei呗…`. */
  sounds: string;
  /** Names of terms, for initials: `hbsk` → 花呗收款. */
  names: string;
  /** Traditional character, simplified character, and so on; only those whose simplified form occurs in the content. */
  simplified: string;
}

export interface Words {
  /** Pairs that are words of the content → their place in the order of frequency, 0 the most frequent. */
  known: ReadonlyMap<string, number>;
  concepts: Concepts;
}

export function unpackWords({ pairs, concepts }: PackedWords): Words {
  const known = new Map<string, number>();
  for (const chain of pairs.split(' ')) {
    for (let i = 0; i + 1 < chain.length; i++) {
      const pair = chain.slice(i, i + 2);
      if (!known.has(pair)) known.set(pair, known.size);
    }
  }
  return { known, concepts: readConcepts(concepts) };
}

/** Unpacked once, then asked many times. */
export interface Spelling extends Words {
  simplified: Readonly<Record<string, string>>;
  /** Character → its sounds. */
  sounds: ReadonlyMap<string, readonly string[]>;
  syllables: ReadonlySet<string>;
  /** `hua bei` → the most frequent pair that sounds so. */
  bySound: ReadonlyMap<string, string>;
  /** `hbsk` → the term. */
  byInitials: ReadonlyMap<string, string>;
}

export function unpackSpelling(packed: PackedSpelling, words: Words): Spelling {
  const sounds = new Map<string, string[]>();
  const syllables = new Set<string>();
  const add = (syllable: string, characters: string) => {
    syllables.add(syllable);
    for (const character of characters) sounds.set(character, [...(sounds.get(character) ?? []), syllable]);
  };
  const common = commonCharacters();
  let at = 0;
  for (const [, syllable = '', count] of packed.runs.matchAll(/([a-z]+)(\d+)/g)) {
    add(syllable, common.slice(at, (at += Number(count))));
  }
  for (const [, syllable = '', characters = ''] of packed.sounds.matchAll(/([a-z]+)([^a-z]+)/g)) add(syllable, characters);
  const bySound = new Map<string, string>();
  for (const pair of words.known.keys()) {
    for (const key of soundKeys(pair[0]!, pair[1]!, sounds)) if (!bySound.has(key)) bySound.set(key, pair);
  }
  const byInitials = new Map<string, string>();
  for (const name of packed.names.split(' ')) {
    const key = Array.from(name, (character) => sounds.get(character)?.[0]?.[0] ?? character).join('');
    if (!byInitials.has(key)) byInitials.set(key, name);
  }
  const simplified: Record<string, string> = {};
  for (let i = 0; i + 1 < packed.simplified.length; i += 2) simplified[packed.simplified[i]!] = packed.simplified[i + 1]!;
  return { ...words, simplified, sounds, syllables, bySound, byInitials };
}

/** GB 2312's first level, 3,755 characters in the order of their sounds. Every browser can decode it. */
export function commonCharacters(): string {
  const decoder = new TextDecoder('gb18030');
  let characters = '';
  for (let row = 0xb0; row <= 0xd7; row++) {
    // The last row has five unused cells.
    const last = row === 0xd7 ? 0xf9 : 0xfe;
    for (let cell = 0xa1; cell <= last; cell++) characters += decoder.decode(Uint8Array.of(row, cell));
  }
  return characters;
}

/** All ways two characters may sound together. */
const soundKeys = (a: string, b: string, sounds: ReadonlyMap<string, readonly string[]>): string[] =>
  (sounds.get(a) ?? []).flatMap((first) => (sounds.get(b) ?? []).map((second) => `${first} ${second}`));

export interface Query {
  /** The normalised text, for marking. */
  text: string;
  /** Index tokens to ask for, without repeats, in order. */
  tokens: readonly string[];
  /** Joined Latin runs that may be an error code, longest first. */
  codes: readonly string[];
  /** Number token, when the text is a number such as 「第2.3.1篇」. */
  number: string | null;
  /** What a respelt query was read as; `null` when it was taken literally. */
  readAs: string | null;
}

/** Words that say that something is asked, not what. A break goes in their place. */
const FILLERS = /[“”"'「」]|怎么办|怎么弄|怎么搞|怎么回事|什么原因|什么情况|怎么样|为什么|为啥子?|为何|咋回事|咋办|咋弄|是不是|能不能|可不可以|有没有|请问|你好|您好|谢谢|麻烦|帮我|我想|想问|一下子?|这个|那个|如何|怎样|怎么|咋个?|吗|呢|啊|呀|吧/g;
/** Beyond, asking for more costs bytes and finds nothing better (measured by the benchmark). */
const MOST_ASKED = 10;
const MOST_CONCEPTS = 3;
const LONGEST_QUERY = 200;

/** 「2.3.1」「2 3 1」「1。2。4」「第2.3.1篇」, also of a sub-issue (1.3). */
const NUMBER = /^(?:n|第|编号|指南)?\s*([1-9])\s*[.。·,，、\-\s]\s*(\d{1,2})(?:\s*[.。·,，、\-\s]\s*(\d{1,2}))?\s*(?:篇|节|号|条|类|小类)?[.。]?$/;

/** The query as it stands. Enough for most; `respell` is for the rest. */
export function understand(typed: string): Query {
  return readQuery(normalise(typed.slice(0, LONGEST_QUERY)).replace(/\s+/g, ' ').trim());
}

/**
 * The query in the content's own spelling: simplified characters, pinyin and initials as words,
 * wrong characters put right.
 * @param doubtful whether the index hardly knows a pair of characters
 */
export function respell(typed: string, spelling: Spelling, doubtful: (pair: string) => boolean): Query {
  const text = normalise(understand(typed).text, spelling.simplified).replace(FILLERS, ' ').trim();
  const respelt = text
    .replace(/[a-z]+(?:[\s'][a-z]+)*/g, (run) => fromInitials(run, spelling) ?? fromPinyin(run, spelling) ?? run)
    .replace(/[\u4e00-\u9fff]{2,}/g, (run) => fromHomophones(run, spelling, doubtful));
  return { ...readQuery(respelt), codes: codeCandidates(text), readAs: respelt === text ? null : respelt.replace(/\s+/g, ' ') };
}

function readQuery(text: string): Query {
  const number = NUMBER.exec(text)?.slice(1).filter(Boolean).join('.');
  if (number) return { text, tokens: [], codes: [], number: numberToken(number), readAs: null };
  return { text, tokens: indexTokens(text), codes: codeCandidates(text), number: null, readAs: null };
}

function indexTokens(text: string): string[] {
  const kept = text.replace(FILLERS, ' ');
  const tokens = unique(tokenize(kept).map((token) => token.text));
  const all = tokens.length > 0 ? tokens : unique(tokenize(text).map((token) => token.text));
  if (all.length > 0) return all;
  // A single Han character: the index finds every pair that begins with it.
  return [...text].filter((character) => /[\u4e00-\u9fff]/.test(character)).slice(0, 1);
}

/**
 * The tokens worth asking for: words before accidents of two words meeting, rare words before common ones
 * (their postings are short and say more). Concepts come on top.
 */
export function tokensToAsk({ text, tokens }: Query, { known, concepts }: Words): string[] {
  const rank = (token: string) => known.get(token) ?? Infinity;
  const isWord = (token: string) => known.has(token) || /^[a-z0-9]/.test(token);
  const words = tokens.filter(isWord).sort((a, b) => rank(b) - rank(a));
  return [...[...words, ...tokens.filter((token) => !isWord(token))].slice(0, MOST_ASKED), ...rarestConcepts(conceptsIn(text, concepts), MOST_CONCEPTS)];
}

const unique = (items: string[]) => [...new Set(items)];

/** Runs of Latin parts joined: `acq trade has close`, `TRADE_HAS_CLOSE`. Codes have at least five letters, or are five digits. */
function codeCandidates(text: string): string[] {
  const runs = text.match(/[a-z0-9]+(?:[\s._。\-/]*[a-z0-9]+)*/g) ?? [];
  return unique(runs.flatMap((run) => [codeToken(run), ...run.split(/[\s。]+/).map(codeToken)]))
    .filter((token) => token.length > 5 && /[a-z]{3}|^\d{5}/.test(token)).sort((a, b) => b.length - a.length);
}

/** `hbsk` → 花呗收款: one term's initials, or two terms' in a row. */
function fromInitials(run: string, { byInitials, syllables }: Spelling): string | null {
  if (/[\s']/.test(run) || run.length < 3 || syllables.has(run)) return null;
  const whole = byInitials.get(run);
  if (whole) return whole;
  for (let cut = run.length - 2; cut >= 2; cut--) {
    const first = byInitials.get(run.slice(0, cut));
    const second = byInitials.get(run.slice(cut));
    if (first && second) return first + second;
  }
  return null;
}

/** At least this share of the syllables must be words of ours; otherwise it is some other language. */
const LEAST_PINYIN = 0.6;

/** `meiyou tishi` → 没有提示. A run that is a word of its own (pos, nfc) stays as it is. */
function fromPinyin(run: string, { syllables, bySound }: Spelling): string | null {
  const split = splitSyllables(run, syllables);
  if (!split || split.length < 2) return null;
  const covered = new Set<number>();
  let words = '';
  for (let i = 0; i + 1 < split.length; i++) {
    const pair = bySound.get(`${split[i]} ${split[i + 1]}`);
    if (!pair) continue;
    // Overlapping pairs are chained where they agree on the character between them.
    if (!covered.has(i)) words += pair;
    else if (words.endsWith(pair[0]!)) words += pair[1];
    else continue;
    covered.add(i).add(i + 1);
  }
  return covered.size >= split.length * LEAST_PINYIN ? words : null;
}

/** The fewest syllables that make up the letters; spaces are honoured. `null` when some letters are none. */
export function splitSyllables(run: string, syllables: ReadonlySet<string>): string[] | null {
  const result: string[] = [];
  for (const word of run.split(/[\s']+/)) {
    const best: (string[] | null)[] = [[]];
    for (let end = 1; end <= word.length; end++) {
      best[end] = null;
      for (let size = Math.min(6, end); size >= 1; size--) {
        const before = best[end - size];
        const syllable = word.slice(end - size, end);
        if (before && syllables.has(syllable) && (!best[end] || before.length + 1 < best[end]!.length)) best[end] = [...before, syllable];
      }
    }
    const split = best[word.length];
    if (!split) return null;
    result.push(...split);
  }
  return result;
}

/** 花贝 → 花呗: a doubtful pair gives way to the word of ours that sounds the same, unless that would break a good pair. */
function fromHomophones(run: string, { known, bySound, sounds }: Spelling, doubtful: (pair: string) => boolean): string {
  const characters = [...run];
  const isGood = (i: number) => {
    const pair = `${characters[i]}${characters[i + 1]}`;
    return known.has(pair) || !doubtful(pair);
  };
  for (let i = 0; i + 1 < characters.length; i++) {
    if (isGood(i) || FUNCTION_CHARACTERS.has(characters[i]!) && FUNCTION_CHARACTERS.has(characters[i + 1]!)) continue;
    const pair = soundKeys(characters[i]!, characters[i + 1]!, sounds).map((key) => bySound.get(key)).find(Boolean);
    if (!pair) continue;
    // 吗 and 给 are what they are, though 码 and 机 sound alike.
    if ([0, 1].some((k) => pair[k] !== characters[i + k] && FUNCTION_CHARACTERS.has(characters[i + k]!))) continue;
    const breaksLeft = pair[0] !== characters[i] && i > 0 && isGood(i - 1);
    const breaksRight = pair[1] !== characters[i + 1] && i + 2 < characters.length && isGood(i + 1);
    if (breaksLeft || breaksRight) continue;
    characters[i] = pair[0]!;
    characters[i + 1] = pair[1]!;
  }
  return characters.join('');
}
