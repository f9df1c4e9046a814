import { loadCatalog } from '../../content.ts';
import { guidesApi } from '../../lib/api.ts';

export const GET = async () => Response.json(guidesApi(await loadCatalog()));
