/** Lighthouse, fetched when it is asked for: it is heavier than the site and all its tools. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from '../find-browser.ts';
import { installOnDemand } from './on-demand.ts';

const PACKAGES = { lighthouse: '13.5.0', 'chrome-launcher': '1.2.1' };
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** What we read of a report. */
interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
}
export interface Scores {
  scores: Record<string, number>;
  /** Weighted audits that took points. */
  missed: string[];
}

/**
 * @param runs how often; each in a fresh browser
 * @throws Error that says what to do when Lighthouse cannot be fetched
 */
export async function scoresOf(url: string, runs: number): Promise<Scores[]> {
  const folder = await installOnDemand('bench', PACKAGES, 'Lighthouse');
  const resolve = createRequire(join(folder, 'package.json')).resolve;
  const load = (name: string) => import(pathToFileURL(resolve(name)).href);
  const [{ default: lighthouse }, { launch }] = await Promise.all([load('lighthouse'), load('chrome-launcher')]);
  const found: Scores[] = [];
  for (let i = 0; i < runs; i++) {
    const chrome = await launch({ chromePath: (await findBrowser()).executablePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'], logLevel: 'error' });
    try {
      const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' }) as { lhr: Report };
      found.push(read(lhr));
    } finally {
      await chrome.kill();
    }
  }
  return found;
}

const read = ({ categories, audits }: Report): Scores => ({
  scores: Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)])),
  missed: CATEGORIES.flatMap((name) => (categories[name]?.auditRefs ?? []).filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => `${id}: ${audits[id]!.title} ${audits[id]!.displayValue ?? ''}`)),
});

/** The median of each score; what was missed in every run. */
export function median3(runs: readonly Scores[]): Scores {
  const names = Object.keys(runs[0]!.scores);
  const idOf = (audit: string) => audit.split(':')[0]!;
  return {
    scores: Object.fromEntries(names.map((name) => [name, runs.map(({ scores }) => scores[name]!).sort((a, b) => a - b)[Math.floor(runs.length / 2)]!])),
    missed: runs[0]!.missed.filter((audit) => runs.every(({ missed }) => missed.some((other) => idOf(other) === idOf(audit)))),
  };
}
