import type { APIRoute } from 'astro';
import { loadCatalog } from '../content.ts';
import { atomFeed } from '../lib/feed.ts';
import { absoluteTo } from '../lib/urls.ts';

export const GET: APIRoute = async ({ site }) =>
  new Response(atomFeed((await loadCatalog()).guides, absoluteTo(site)), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
