/** Images of the content, byte by byte. */
import type { APIRoute } from 'astro';
import { loadImages, readImage } from '../../content.ts';

export const getStaticPaths = async () => [...(await loadImages()).keys()].map((name) => ({ params: { name } }));

export const GET: APIRoute = async ({ params: { name = '' } }) => new Response(await readImage(name), { headers: { 'Content-Type': TYPES[name.split('.').at(-1)!]! } });

const TYPES: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', svg: 'image/svg+xml' };
