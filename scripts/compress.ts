/** `npm run compress [-- DIR]`: compressed twins in `dist/`, before it is uploaded; see hosting/README.md. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compressFolder } from '../src/lib/hosting/compress-fs.ts';

const dir = process.argv[2] ?? 'dist';
const kilobytes = (bytes: number) => `${Math.round(bytes / 1024).toLocaleString('en')} KB`;

if (!existsSync(join(dir, 'index.html'))) {
  console.error(`${dir}/ has no site: run \`npm run build\` first`);
  process.exitCode = 2;
} else {
  const { files, from, gz, br } = await compressFolder(dir, (done, all) => {
    if (done % 1000 === 0) console.error(`${done} of ${all} files`);
  });
  console.info(`${files} files compressed: ${kilobytes(from)}, gzip ${kilobytes(gz)}, brotli ${kilobytes(br)}`);
}
