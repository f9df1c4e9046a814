/**
 * Queries that are not in the content's own words: pinyin, initials, homophones, traditional characters.
 * The data comes from the build (spelling-data.ts) and reaches the phone only when such a query is typed.
 */
import { FILLERS, FUNCTION_CHARACTERS, normalise } from './tokenize.ts';
import { codeCandidates, readQuery, understand, unpackPairs, type Query, type Words } from './understand.ts';

/** What only a query needs that is not in the content's own words. */
export interface PackedSpelling {
  /** More of the content's word pairs, packed as in PackedWords: too rare to travel with every query. */
  rarer: string;
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
  const known = unpackPairs(packed.rarer, words.known);
  const bySound = new Map<string, string>();
  for (const pair of known.keys()) {
    for (const key of soundKeys(pair[0]!, pair[1]!, sounds)) if (!bySound.has(key)) bySound.set(key, pair);
  }
  const byInitials = new Map<string, string>();
  for (const name of packed.names.split(' ')) {
    const key = Array.from(name, (character) => sounds.get(character)?.[0]?.[0] ?? character).join('');
    if (!byInitials.has(key)) byInitials.set(key, name);
  }
  const simplified: Record<string, string> = {};
  for (let i = 0; i + 1 < packed.simplified.length; i += 2) simplified[packed.simplified[i]!] = packed.simplified[i + 1]!;
  return { ...words, known, simplified, sounds, syllables, bySound, byInitials };
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

/**
 * The query in the content's own spelling: simplified characters, pinyin and initials as words,
 * wrong characters put right.
 * @param doubtful whether the index does not know a pair of characters
 */
export function respell(typed: string, spelling: Spelling, doubtful: (pair: string) => boolean): Query {
  const text = normalise(understand(typed).text, spelling.simplified).replace(FILLERS, ' ').trim();
  const respelt = text
    .replace(/[a-z]+(?:[\s'][a-z]+)*/g, (run) => fromInitials(run, spelling) ?? fromPinyin(run, spelling) ?? run)
    .replace(/[\u4e00-\u9fff]{2,}/g, (run) => fromHomophones(run, spelling, doubtful));
  return { ...readQuery(respelt), codes: codeCandidates(text), readAs: respelt === text ? null : respelt.replace(/\s+/g, ' ') };
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
