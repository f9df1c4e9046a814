/** `npm run reviewed -- <n>`: somebody has read the page against the facts; nothing but the date changes. */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { contentDir, readSources } from '../src/lib/content-fs.ts';
import { dayOf } from '../src/lib/dates.ts';
import { contentOf } from '../src/lib/scaffold/content.ts';
import { refusal } from '../src/lib/scaffold/refusal.ts';
import { planReviewed } from '../src/lib/scaffold/reviewed.ts';
import { applyEdits } from '../src/lib/scaffold/write-fs.ts';

const USAGE = '用法：npm run reviewed -- 编号或排查树的 id [--date 2026-11-22] [--content 文件夹]';

async function main(): Promise<void> {
  const { values, positionals: [id, ...more] } = parseArgs({ options: { content: { type: 'string' }, date: { type: 'string' } }, allowPositionals: true });
  if (!id || more.length > 0) throw new Error(USAGE);
  const dir = contentDir(values.content);
  const today = dayOf(new Date());
  const day = values.date ?? today;
  const edit = planReviewed(contentOf(await readSources(dir)), id, day, today);
  await applyEdits(dir, [edit]);
  const file = `${relative(process.cwd(), dir) || '.'}/${edit.path}`;
  console.info(edit.before === edit.after ? `${file} 的核对日期本来就是 ${day}` : `${file} 的核对日期改成了 ${day}`);
}

main().catch((error: Error) => {
  console.error(refusal(error, USAGE));
  process.exitCode = 2;
});
