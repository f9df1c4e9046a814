import { loadCodes } from '../../content.ts';
import { codesApi } from '../../lib/api.ts';

export const GET = async () => Response.json(codesApi(await loadCodes()));
