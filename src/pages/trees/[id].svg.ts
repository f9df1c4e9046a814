import type { APIRoute } from 'astro';
import { loadTrees } from '../../content.ts';
import type { Tree } from '../../lib/schema.ts';
import { drawTree } from '../../lib/tree/picture.ts';

export const getStaticPaths = async () => [...(await loadTrees()).values()].map((tree) => ({ params: { id: tree.id }, props: { tree } }));

export const GET: APIRoute<{ tree: Tree }> = ({ props }) => new Response(drawTree(props.tree).svg, { headers: { 'Content-Type': 'image/svg+xml' } });
