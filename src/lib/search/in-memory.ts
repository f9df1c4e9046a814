/** The whole search over a corpus, without a build or a browser: for tests, tuning and the benchmark. */
import type { Corpus } from '../corpus.ts';
import { MemoryIndex } from './memory-index.ts';
import type { RecordInfo, Weights } from './rank.ts';
import { layOut, makeRecords, totalTexts, type SearchRecord } from './records.ts';
import { search, type SearchContext } from './search.ts';
import { packSpelling, packWords, recordOptions } from './spelling-data.ts';
import { respell, unpackSpelling } from './respell.ts';
import { unpackWords } from './understand.ts';

export interface InMemorySearch {
  records: SearchRecord[];
  index: MemoryIndex;
  /** Result keys, best first. @param today `YYYY-MM-DD`; without it nothing is overdue */
  ask(query: string, weights?: Weights, today?: string): Promise<string[]>;
}

export function searchInMemory(corpus: Corpus): InMemorySearch {
  const options = recordOptions(corpus);
  const records = layOut(makeRecords(corpus, options));
  const { rarer, ...packed } = packWords(corpus, records, options);
  const words = unpackWords(packed);
  const spelling = unpackSpelling(packSpelling(corpus, records, rarer, options), words);
  const index = new MemoryIndex(records);
  const info = new Map(records.map(({ kind, key, segments, due = '' }, id): [string, RecordInfo] => [String(id), { kind, page: key, segments, due }]));
  const context: SearchContext = {
    today: '', index, words, total: totalTexts(records), mostCandidates: Infinity,
    info: async (ids) => new Map(ids.flatMap((id) => { const record = info.get(id); return record ? [[id, record] as const] : []; })),
    respell: async () => (typed, isUnknown) => respell(typed, spelling, isUnknown),
  };
  return {
    records, index,
    ask: async (query, weights, today = '') => (await search(query, { ...context, today, ...(weights && { weights }) })).hits.map(({ id }) => records[Number(id)]!.key),
  };
}
