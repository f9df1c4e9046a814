/**
 * A search from the typed text to ranked records. Pure of network and page: the index and the
 * spelling data are handed in, by the browser (components/search-engine.ts) or by a test.
 */
import { isOverdue } from '../dates.ts';
import { candidates, rank, WEIGHTS, type Postings, type Ranked, type RecordInfo, type Weights } from './rank.ts';
import { isWord, tokensToAsk, understand, type Query, type Words } from './understand.ts';

type TokenPostings = ReadonlyMap<string, readonly number[]>;

export interface TokenIndex {
  /** Records that have exactly this token. */
  exact(token: string): Promise<TokenPostings>;
  /** Records that have a token beginning so. */
  prefix(start: string): Promise<TokenPostings>;
}

/** The query in the content's own spelling. */
export type Respell = (typed: string, isUnknown: (pair: string) => boolean) => Query;

export interface SearchContext {
  index: TokenIndex;
  /** Texts of all records: what rarity is measured against. */
  total: number;
  /** What the records are: loaded as they are needed. */
  info(ids: readonly string[]): Promise<ReadonlyMap<string, RecordInfo>>;
  /** Of so many records the parts are looked at. */
  mostCandidates: number;
  words: Words;
  /** Loaded when a query is not in the content's own words: see respell.ts. */
  respell(): Promise<Respell>;
  /** The day it is for whoever asks, `YYYY-MM-DD`; empty: nothing is overdue. */
  today: string;
  weights?: Weights;
}

export interface Found {
  /** Best first, one a page. Empty when nothing fits. */
  hits: Ranked[];
  query: Query;
  /** What the site does not answer but was asked: its record. */
  outside: Ranked | null;
}

const FEW_TOKENS = 3;

/** A partial code must be this long to be looked for by its beginning. */
const LEAST_CODE = 6;

export async function search(typed: string, context: SearchContext, literal = false): Promise<Found> {
  const { index, words } = context;
  const plain = understand(typed);
  const numbered = plain.number ? await byNumber(plain.number, context) : [];
  if (numbered.length > 0) return { hits: numbered, query: plain, outside: null };
  const code = await findCode(plain.codes, context);
  if (code) return { hits: code, query: plain, outside: null };

  const weights = context.weights ?? WEIGHTS;
  const postings = await ask(tokensToAsk(plain, words), index);
  const literally = { query: plain, ...(await order(postings, context)) };
  const chosen = literal || !needsRespelling(plain, postings) ? literally : (await respelling(typed, literally, postings, context)) ?? literally;
  return { ...decide(chosen, weights, context.today), query: chosen.query };
}

interface Reading { query: Query; ranked: Ranked[]; info: ReadonlyMap<string, RecordInfo> }

async function order(postings: Postings, { info, mostCandidates, total, words: { known }, weights = WEIGHTS }: SearchContext): Promise<Omit<Reading, 'query'>> {
  const inWords = (token: string) => isWord(token, known);
  const records = await info(candidates(postings, total, mostCandidates));
  return { ranked: rank(postings, records, total, inWords, weights), info: records };
}

/** The respelt query, where it finds something that the query as typed did not. */
async function respelling(typed: string, literally: Reading, postings: Postings, context: SearchContext): Promise<Reading | null> {
  const { index, words, weights = WEIGHTS } = context;
  const query = (await context.respell())(typed, (pair) => isUnknown(pair, postings));
  if (query.text === literally.query.text) return null;
  const respelt = await order(await ask(tokensToAsk(query, words), index, postings), context);
  const sure = ({ ranked: [best] }: Pick<Reading, 'ranked'>) => best?.confidence ?? 0;
  return query.readAs === null || sure(respelt) > sure(literally) * weights.respelling ? { query, ...respelt } : null;
}

/** Tokens one by one: joined by AND, an everyday sentence would find nothing. */
async function ask(tokens: readonly string[], index: TokenIndex, known: Postings = new Map()): Promise<Postings> {
  const answers = await Promise.all(tokens.map((token) => known.get(token) ?? (token.length === 1 ? index.prefix(token) : index.exact(token))));
  return new Map(tokens.map((token, i) => [token, answers[i]!]));
}

/** Asked for and nowhere found. What was not asked for is not doubted: there were surer words. */
const isUnknown = (token: string, postings: Postings) => postings.get(token)?.size === 0;

const needsRespelling = ({ tokens }: Query, postings: Postings) => tokens.length === 0 || tokens.some((token) => isUnknown(token, postings));

const CERTAIN = { score: 1, confidence: 1 };

/** The guides with a number, or of a sub-issue, in the order of their numbers. */
async function byNumber(token: string, { index, info }: SearchContext): Promise<Ranked[]> {
  const ids = [...(await index.exact(token)).keys()];
  const records = await info(ids);
  const last = (id: string) => Number(records.get(id)?.page.split('.').at(-1));
  return ids.sort((a, b) => last(a) - last(b)).map((id) => ({ id, ...CERTAIN }));
}

/** A code as a whole, else by its beginning; what else names it follows. */
async function findCode(codes: readonly string[], { index, info }: SearchContext): Promise<Ranked[] | null> {
  for (const code of codes) {
    const whole = await index.exact(code);
    const found = whole.size > 0 || code.length <= LEAST_CODE ? whole : await index.prefix(code.slice(0, -1));
    const ids = [...found.keys()];
    const records = await info(ids);
    const isCode = (id: string) => records.get(id)?.kind === 'code';
    if (ids.some(isCode)) return ids.filter((id) => records.has(id)).sort((a, b) => Number(isCode(b)) - Number(isCode(a))).map((id) => ({ id, ...CERTAIN }));
  }
  return null;
}

/** One hit a page, the overdue further down; nothing where the confidence is too low, or where what fits best is outside the site's subject. */
function decide({ query, ranked, info }: Reading, weights: Weights, today: string): Pick<Found, 'hits' | 'outside'> {
  const confident = ranked.filter(({ confidence }) => confidence >= weights.leastConfidence);
  const best = confident[0];
  if (!best) return { hits: [], outside: null };
  const outside = confident.find(({ id }) => info.get(id)?.kind === 'scope');
  // A word or two are about many things: they must be clearly about what lies outside.
  if (outside && outside.score >= best.score * (query.tokens.length > FEW_TOKENS ? weights.outside : 1)) return { hits: [], outside };
  const pages = new Set<string>();
  const hits = confident.filter(({ id, score }) => {
    const { kind, page } = info.get(id)!;
    if (kind === 'scope' || score < best.score * weights.leastShare || pages.has(page)) return false;
    pages.add(page);
    return true;
  });
  const place = ({ id, score }: Ranked) => score * (isOverdue(info.get(id)!.due, today) ? weights.overdue : 1);
  return { hits: hits.sort((a, b) => place(b) - place(a)), outside: null };
}
