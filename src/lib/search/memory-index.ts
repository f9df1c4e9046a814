/** The index in memory: same answers as Pagefind's for our tokens. For tuning and tests, where thousands of queries are asked. */
import type { SearchRecord } from './records.ts';

export class MemoryIndex {
  private readonly tokens = new Map<string, Map<string, number[]>>();

  constructor(records: readonly SearchRecord[]) {
    records.forEach((record, id) => record.tokens.forEach((token, at) => {
      const postings = this.tokens.get(token) ?? new Map<string, number[]>();
      this.tokens.set(token, postings);
      const positions = postings.get(String(id)) ?? [];
      postings.set(String(id), positions);
      positions.push(at);
    }));
  }

  /** Records with exactly this token. */
  exact = (token: string): Promise<ReadonlyMap<string, readonly number[]>> => Promise.resolve(this.tokens.get(token) ?? new Map<string, number[]>());

  /** Records with a token that begins so. */
  prefix = (start: string): Promise<ReadonlyMap<string, readonly number[]>> => {
    const found = new Map<string, number[]>();
    for (const [token, postings] of this.tokens) {
      if (!token.startsWith(start)) continue;
      for (const [id, positions] of postings) found.set(id, [...(found.get(id) ?? []), ...positions].sort((a, b) => a - b));
    }
    return Promise.resolve(found);
  };
}

