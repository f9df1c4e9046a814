/** What the editor shows and where it saves; `null` while the build does not know the repository. */
import type { APIRoute } from 'astro';
import { loadCatalog } from '../../content.ts';
import { editConfig } from '../../lib/edit/config.ts';
import { absoluteTo, urls } from '../../lib/urls.ts';

export const GET: APIRoute = async ({ site }) => {
  const repo = process.env['EDIT_REPO'];
  if (!repo) return Response.json(null);
  const { categories } = await loadCatalog();
  return Response.json(editConfig({ repo, signIn: process.env['EDIT_SIGN_IN'], site: absoluteTo(site)(urls.home()), icon: urls.asset('favicon.svg') }, categories));
};
