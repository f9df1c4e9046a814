/** What `npm run new` can write. */
import { codeScaffold } from './code.ts';
import { guideScaffold } from './guide.ts';
import type { Scaffold } from './question.ts';
import { termScaffold } from './term.ts';
import { treeScaffold } from './tree.ts';

export const scaffolds: Readonly<Record<string, Scaffold>> = { guide: guideScaffold, tree: treeScaffold, code: codeScaffold, term: termScaffold };
