/** `npm run schemas`: the schemas VS Code reads, written anew from src/lib/schema.ts. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemaFiles } from '../src/lib/scaffold/json-schemas.ts';

const FOLDER = '.vscode/schemas';

await mkdir(FOLDER, { recursive: true });
for (const [name, text] of jsonSchemaFiles()) await writeFile(join(FOLDER, name), text);
console.info(`${FOLDER}: ${jsonSchemaFiles().size} files`);
