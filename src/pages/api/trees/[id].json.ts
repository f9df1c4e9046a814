import type { APIRoute } from 'astro';
import { loadTrees } from '../../../content.ts';
import { treeApi } from '../../../lib/api.ts';
import type { Tree } from '../../../lib/schema.ts';

export const getStaticPaths = async () => [...(await loadTrees()).values()].map((tree) => ({ params: { id: tree.id }, props: { tree } }));

export const GET: APIRoute<{ tree: Tree }> = ({ props }) => Response.json(treeApi(props.tree));
