/** `npm run check`: the content as an editor's gate. Reads arguments, calls lib, sets the exit code. */
import { basename, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { worthAhead } from '../src/lib/check/ahead-fs.ts';
import { readBase, usualBase } from '../src/lib/check/base-fs.ts';
import { checkCorpus } from '../src/lib/check/check.ts';
import { EXCEPTIONS } from '../src/lib/check/exceptions.ts';
import { mend } from '../src/lib/check/fix.ts';
import { keptFindings } from '../src/lib/check/found-fs.ts';
import { report, type Format } from '../src/lib/check/report.ts';
import { rules } from '../src/lib/check/rules.ts';
import { contentDir, readCorpus, readSources } from '../src/lib/content-fs.ts';
import { parseCorpus, type Corpus, type SourceFile } from '../src/lib/corpus.ts';
import { dayOf } from '../src/lib/dates.ts';
import { keepIn } from '../src/lib/kept-fs.ts';
import { applyEdits } from '../src/lib/scaffold/write-fs.ts';
import { overdueByOwner, staleReport } from '../src/lib/stale.ts';

const USAGE = '用法：npm run check -- [--content 文件夹] [--base 改动以前的文件夹或 git 版本] [--fix] [--json | --github] [--list] [--stale]';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { content: { type: 'string' }, base: { type: 'string' }, fix: { type: 'boolean' }, json: { type: 'boolean' }, github: { type: 'boolean' }, list: { type: 'boolean' }, stale: { type: 'boolean' } } });
  if (values.list) {
    console.info([...rules, EXCEPTIONS].map(({ name, reason }) => `${name.padEnd(14)}${reason}`).join('\n'));
    return 0;
  }
  const dir = contentDir(values.content);
  const root = relative(process.cwd(), dir) || '.';
  const format: Format = values.json ? 'json' : values.github ? 'github' : 'text';
  if (values.fix) await fix(dir, root);
  const corpus = await comparable(dir, values.base);
  if (values.stale) {
    console.info(staleReport(overdueByOwner(corpus, dayOf(new Date())), values.json ? 'json' : 'text', root));
    return 0;
  }
  const found = checkCorpus(corpus, rules, keptFindings());
  const problems = found.filter(({ warning }) => !warning);
  // GitHub knows files from the top of the repository, wherever it is checked out.
  const output = report(found, format, format === 'github' ? basename(dir) : root);
  if (output) console.info(output);
  if (format === 'text') {
    console.info(problems.length > 0 ? `\n发现 ${problems.length} 个问题，改好再提交。` : `检查通过：${corpus.guides.length} 篇指南、${corpus.trees.length} 棵排查树、${corpus.codes.length} 个错误码。`);
  }
  return problems.length > 0 ? 1 : 0;
}

/** The content, and what it was before the change. */
async function comparable(dir: string, given?: string): Promise<Corpus> {
  const sources = await readSources(dir);
  startAhead(sources);
  const corpus = await readCorpus(dir, {}, sources);
  const where = given ?? await usualBase(dir);
  return where === undefined ? corpus : { ...corpus, base: parseCorpus(await readBase(where, dir, sources)) };
}

/** It only helps: what is wrong is said here, and nobody waits for it. */
function startAhead(sources: readonly SourceFile[]): void {
  if (worthAhead(sources, keepIn())) new Worker(new URL('check-ahead.ts', import.meta.url), { workerData: sources }).on('error', () => undefined).unref();
}

/** What was mended goes to stderr: `--json` stays JSON. */
async function fix(dir: string, root: string): Promise<void> {
  const mended = mend(await readSources(dir), checkCorpus(await readCorpus(dir)));
  await applyEdits(dir, mended);
  console.error(mended.map(({ path, count }) => `${root}/${path}  改好 ${count} 处`).join('\n') || '没有能自动改的。');
}

main().then((code) => (process.exitCode = code), (error: Error) => {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
