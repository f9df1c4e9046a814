import type { APIRoute } from 'astro';
import { loadCatalog, loadPlainBody, loadSources } from '../../../../../content.ts';
import type { CatalogGuide } from '../../../../../lib/catalog.ts';
import { guideMarkdown } from '../../../../../lib/guide-markdown.ts';
import { absoluteTo } from '../../../../../lib/urls.ts';

export const getStaticPaths = async () => (await loadCatalog()).guides.map((guide) => {
  const [category, issue, slug] = guide.id.split('/');
  return { params: { category, issue, slug }, props: { guide } };
});

export const GET: APIRoute<{ guide: CatalogGuide }> = async ({ props: { guide }, site }) => {
  const absolute = absoluteTo(site);
  const known = await loadSources();
  const sources = guide.sources.flatMap((id) => known.get(id) ?? []);
  return new Response(guideMarkdown(guide, await loadPlainBody(guide.id, absolute), sources, absolute), { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
};
