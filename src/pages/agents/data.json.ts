import { loadCatalog, loadCodes, loadTrees } from '../../content.ts';
import { deskItems } from '../../lib/desk/data.ts';

export const GET = async () => Response.json(deskItems(await loadCatalog(), await loadCodes(), await loadTrees()));
