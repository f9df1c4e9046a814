/** `npm run check`: the content as an editor's gate. Reads arguments, calls lib, sets the exit code. */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCorpus } from '../src/lib/check/check.ts';
import { report, type Format } from '../src/lib/check/report.ts';
import { rules } from '../src/lib/check/rules.ts';
import { contentDir, readCorpus } from '../src/lib/content-fs.ts';

const USAGE = '用法：npm run check -- [--content 文件夹] [--json | --github] [--list]';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { content: { type: 'string' }, json: { type: 'boolean' }, github: { type: 'boolean' }, list: { type: 'boolean' } } });
  if (values.list) {
    console.info(rules.map(({ name, reason }) => `${name.padEnd(12)}${reason}`).join('\n'));
    return 0;
  }
  const dir = contentDir(values.content);
  const corpus = await readCorpus(dir);
  const found = checkCorpus(corpus);
  const problems = found.filter(({ warning }) => !warning);
  const format: Format = values.json ? 'json' : values.github ? 'github' : 'text';
  const output = report(found, format, relative(process.cwd(), dir) || '.');
  if (output) console.info(output);
  if (format === 'text') {
    console.info(problems.length > 0 ? `\n发现 ${problems.length} 个问题，改好再提交。` : `检查通过：${corpus.guides.length} 篇指南、${corpus.trees.length} 棵排查树、${corpus.codes.length} 个错误码。`);
  }
  return problems.length > 0 ? 1 : 0;
}

main().then((code) => (process.exitCode = code), (error: Error) => {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
