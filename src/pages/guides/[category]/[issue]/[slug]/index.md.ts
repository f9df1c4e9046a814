import type { APIRoute } from 'astro';
import { keyed, loadBodyMarkdown, loadCatalog, loadCited, paramsOf } from '../../../../../content.ts';
import { guideMarkdown } from '../../../../../lib/guide-markdown.ts';
import { absoluteTo } from '../../../../../lib/urls.ts';

const absolute = absoluteTo(new URL(import.meta.env.SITE));

export const getStaticPaths = async () => Promise.all((await loadCatalog()).guides.map((guide) => keyed(paramsOf(guide), async () =>
  guideMarkdown(guide, await loadBodyMarkdown(guide.id), await loadCited(guide.sources), absolute))));

export const GET: APIRoute<{ view: () => Promise<string> }> = async ({ props }) => new Response(await props.view(), { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
