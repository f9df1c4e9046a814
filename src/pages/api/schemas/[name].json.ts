import type { APIRoute } from 'astro';
import { API_SCHEMAS, jsonSchema } from '../../../lib/api-schema.ts';
import { absoluteTo, urls } from '../../../lib/urls.ts';

type Name = keyof typeof API_SCHEMAS;

export const getStaticPaths = () => (Object.keys(API_SCHEMAS) as Name[]).map((name) => ({ params: { name }, props: { name } }));

export const GET: APIRoute<{ name: Name }> = ({ props: { name }, site }) =>
  Response.json(jsonSchema(name, absoluteTo(site)(urls.asset(`api/schemas/${name}.json`))));
