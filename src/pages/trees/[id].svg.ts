import type { APIRoute } from 'astro';
import { keyed, loadTrees } from '../../content.ts';
import type { Tree } from '../../lib/schema.ts';
import { drawTree } from '../../lib/tree/picture.ts';

export const getStaticPaths = async () => Promise.all([...(await loadTrees()).values()].map((tree) => keyed({ id: tree.id }, async () => tree)));

export const GET: APIRoute<{ view: () => Promise<Tree> }> = async ({ props }) => new Response(drawTree(await props.view()).svg, { headers: { 'Content-Type': 'image/svg+xml' } });
