/** `npm run rename -- <n> <new-slug>`: a guide's new address, with everything that follows from it. */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { contentDir, readSources } from '../src/lib/content-fs.ts';
import { contentOf } from '../src/lib/scaffold/content.ts';
import { refusal } from '../src/lib/scaffold/refusal.ts';
import { planRename } from '../src/lib/scaffold/rename.ts';
import { applyEdits } from '../src/lib/scaffold/write-fs.ts';

const USAGE = '用法：npm run rename -- 编号 新的英文短名 [--content 文件夹]，例如 npm run rename -- 1.3.2 no-result';

async function main(): Promise<void> {
  const { values, positionals: [n, slug, ...more] } = parseArgs({ options: { content: { type: 'string' } }, allowPositionals: true });
  if (!n || !slug || more.length > 0) throw new Error(USAGE);
  const dir = contentDir(values.content);
  const edits = planRename(contentOf(await readSources(dir)), n, slug);
  await applyEdits(dir, edits);
  const root = relative(process.cwd(), dir) || '.';
  console.info(`改好了：\n${edits.map(({ path, before, after }) => `  ${before === null ? '新' : after === null ? '删' : '改'}  ${root}/${path}`).join('\n')}\n旧地址会自动转到新地址。编号 ${n} 不变。`);
}

main().catch((error: Error) => {
  console.error(refusal(error, USAGE));
  process.exitCode = 2;
});
