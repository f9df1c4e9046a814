/** `node scripts/share-cards.ts DIR`: the share cards alone, to look at; the build runs it beside its own work. */
import { resolve } from 'node:path';
import { writeShareCards } from '../src/integrations/write-share-cards.ts';

const { cards, drawn, problems } = await writeShareCards(resolve(process.argv[2] ?? 'dist/og'));
for (const problem of problems) console.warn(problem);
console.info(`${cards} share cards, ${drawn} drawn anew`);
