import type { APIRoute } from 'astro';
import { loadCatalog, loadTrees } from '../content.ts';
import { llmsText } from '../lib/llms.ts';
import { absoluteTo } from '../lib/urls.ts';

export const GET: APIRoute = async ({ site }) =>
  new Response(llmsText(await loadCatalog(), await loadTrees(), absoluteTo(site)), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
