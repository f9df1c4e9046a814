/** One of several threads that draw share cards: each takes the next that nobody has taken. */
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { workerData } from 'node:worker_threads';
import satori from 'satori';
import sharp from 'sharp';
import type { Card } from '../lib/og/card.ts';
import { drawCard } from '../lib/og/design.ts';
import { readFont } from '../lib/og/font.ts';
import { HEIGHT, WIDTH } from '../lib/og/size.ts';
import { FONTS } from './share-card-fonts.ts';

export interface Job { card: Card; /** Where the picture goes. */ file: string }
export interface Work { jobs: readonly Job[]; /** One number, shared by all threads: the next job. */ next: SharedArrayBuffer }

const { jobs, next } = workerData as Work;
const [medium, bold] = await Promise.all([readFile(FONTS.medium), readFile(FONTS.bold)]);
const measure = { medium: readFont(medium).measure, bold: readFont(bold).measure };
// As many threads as cores are at work already.
sharp.concurrency(1);

async function draw(card: Card): Promise<Buffer> {
  const svg = await satori(drawCard(card, measure) as Parameters<typeof satori>[0], {
    width: WIDTH, height: HEIGHT, fonts: [{ name: 'Card', data: medium, weight: 500 }, { name: 'Card', data: bold, weight: 700 }],
  });
  // Three flat colours and what lies between them at the edges of the letters: sixteen are enough.
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 16, dither: 0, effort: 1, compressionLevel: 9 }).toBuffer();
}

const turn = new Int32Array(next);
for (let job = jobs[Atomics.add(turn, 0, 1)]; job; job = jobs[Atomics.add(turn, 0, 1)]) {
  try {
    const png = await draw(job.card);
    // Whole or not at all, even if the build is killed here.
    const unfinished = `${job.file}.${randomUUID()}`;
    await writeFile(unfinished, png);
    await rename(unfinished, job.file);
  } catch (cause) {
    throw new Error(`the share card of ${job.card.page} cannot be drawn: ${(cause as Error).message}`);
  }
}
