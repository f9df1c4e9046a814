/** `node scripts/search-index.ts DIR`: the search index alone; the build runs it beside its own work. */
import { resolve } from 'node:path';
import { writeSearchIndex } from '../src/integrations/write-search-index.ts';

console.info(`${await writeSearchIndex(resolve(process.argv[2] ?? 'dist/pagefind'))} records indexed`);
