import { loadCatalog, loadTrees } from '../../content.ts';
import { staleApi } from '../../lib/api.ts';

export const GET = async () => Response.json(staleApi(await loadCatalog(), await loadTrees()));
