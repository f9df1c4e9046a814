import type { APIRoute } from 'astro';
import { openSearch } from '../lib/opensearch.ts';
import { absoluteTo } from '../lib/urls.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(openSearch(absoluteTo(site)), { headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' } });
