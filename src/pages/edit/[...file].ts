import type { APIRoute } from 'astro';
import { editorFiles, type BundledFile } from '../../lib/edit/bundle-fs.ts';

export const getStaticPaths = async () => (await editorFiles()).map((file) => ({ params: { file: file.name }, props: file }));

export const GET: APIRoute<BundledFile> = ({ props }) => new Response(new Uint8Array(props.bytes), { headers: { 'Content-Type': props.type } });
