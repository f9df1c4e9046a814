/**
 * The one tokenizer: the index is made with it at build time, and the phone cuts queries with it.
 * No imports, no Intl.Segmenter: an old WebView gets the same answers.
 *
 * Han runs are cut into overlapping pairs (扣了款 → 扣了, 了款). Pairs need no dictionary, so index
 * and query always agree. Pagefind matches by prefix, and only then tells every position; so no token may
 * be the beginning of another: pairs have one length, everything else ends in `END`.
 */

/** Words that say that something is asked, not what. A break goes in their place. */
export const FILLERS = /[“”"'「」]|怎么办|怎么弄|怎么搞|怎么回事|什么原因|什么情况|怎么样|为什么|为啥子?|为何|咋回事|咋办|咋弄|是不是|能不能|可不可以|有没有|请问|你好|您好|谢谢|麻烦|帮我|我想|想问|一下子?|这个|那个|如何|怎样|怎么|咋个?|吗|呢|啊|呀|吧/g;

export interface Token {
  text: string;
  kind: 'han' | 'latin';
  /** Offsets in the normalised text, end exclusive. */
  start: number;
  end: number;
}

/** A letter that no word ends in. */
export const END = '〇';

const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff';
const RUNS = new RegExp(`[${HAN}]+|[a-z0-9]+`, 'g');
const TRADITIONAL = new RegExp(`[${HAN}]`, 'g');
const HAN_RUN = new RegExp(`^[${HAN}]`);

/**
 * Full width → half width, capitals → small letters, traditional → simplified, odd spaces → spaces.
 * Keeps the length of the text as NFKC leaves it, so that offsets stay usable.
 * @param simplified traditional character → simplified one
 */
export function normalise(text: string, simplified?: Readonly<Record<string, string>>): string {
  const plain = text.normalize('NFKC').toLowerCase();
  return simplified ? plain.replace(TRADITIONAL, (character) => simplified[character] ?? character) : plain;
}

/** Tokens of a normalised text, in order. A Han run of one character gives none. */
export function tokenize(normalised: string): Token[] {
  const tokens: Token[] = [];
  RUNS.lastIndex = 0;
  // Not `matchAll`, which the oldest engines lack.
  for (let match = RUNS.exec(normalised); match; match = RUNS.exec(normalised)) {
    const run = match[0];
    const start = match.index;
    if (!HAN_RUN.test(run)) {
      tokens.push({ text: run + END, kind: 'latin', start, end: start + run.length });
      continue;
    }
    for (let i = 0; i + 1 < run.length; i++) {
      tokens.push({ text: run.slice(i, i + 2), kind: 'han', start: start + i, end: start + i + 2 });
    }
  }
  return tokens;
}

/** Single Han characters of a text, each once, as tokens: what a pair nobody has written still says. */
export const characterTokens = (normalised: string): string[] => [...new Set([...normalised].filter((character) => HAN_RUN.test(character)))].map((character) => character + END);

export const isCharacterToken = (token: string): boolean => token.length === 2 && token[1] === END && HAN_RUN.test(token);

/**
 * Segments begin at multiples of this many positions: their lengths then fit into a character and a few
 * bits, and a phone learns the layout of all records for two kilobytes instead of seven.
 */
export const STRIDE = 8;

/** Fills a segment up to a multiple of `STRIDE`; nobody ever asks for it. */
export const FILLER = `x${END}`;

/** Characters that build sentences and say little: pairs with them are mostly accidents of two words meeting. */
export const FUNCTION_CHARACTERS: ReadonlySet<string> = new Set('的了是我你他她它们在和与也都就还没着过给把被吗呢吧啊呀这那个一有要会能可以上下来去到说想让对从为么什怎咋啥儿很太又再才而或及其之所');

/**
 * An error code as one token, however it was typed: `ACQ.TRADE_HAS_CLOSE`, `acq trade has close`,
 * `ACQ。TRADE。HAS。CLOSE` → `acqtradehasclose` and `END`.
 */
export const codeToken = (code: string): string => normalise(code).replace(/[^a-z0-9]/g, '') + END;

/** A guide's number as a token no text contains: `1.3.2` → `n1x3x2` and `END`. */
export const numberToken = (n: string): string => `n${n.replace(/\./g, 'x')}${END}`;
