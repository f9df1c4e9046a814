/** What cards are made of, from disk: front matter without bodies, which would take ten times as long to read. */
import { contentDir, readCorpus } from '../content-fs.ts';
import type { CardContent } from './card.ts';

/** @throws Error with a readable message when the folder is missing. */
export const readCardContent = async (dir = contentDir()): Promise<CardContent> => readCorpus(dir, { bodiesLater: true });
