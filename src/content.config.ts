/** Collections: loader and schema, nothing else. Problems are reported by `npm run check`, which runs first. */
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { parse } from 'yaml';
import { contentDir } from './lib/content-fs.ts';
import { categorySchema, codeSchema, guideSchema, numberSchema, pageSchema, redirectSchema, scopeSchema, sourceSchema, termSchema, treeSchema } from './lib/schema.ts';

const dir = contentDir();
/** Ids are paths as they stand: the default would lower-case error codes. */
const generateId = ({ entry }: { entry: string }) => entry.replace(/\.(mdx|md|yaml)$/, '');

export const collections = {
  guides: defineCollection({ loader: glob({ base: `${dir}/guides`, pattern: '**/*.mdx', generateId }), schema: guideSchema }),
  pages: defineCollection({ loader: glob({ base: `${dir}/pages`, pattern: '*.md', generateId }), schema: pageSchema }),
  trees: defineCollection({ loader: glob({ base: `${dir}/trees`, pattern: '*.yaml', generateId }), schema: treeSchema }),
  codes: defineCollection({ loader: glob({ base: `${dir}/codes`, pattern: '*.yaml', generateId }), schema: codeSchema }),
  categories: defineCollection({
    loader: file(`${dir}/categories.yaml`, { parser: (text) => (parse(text) as { slug: string }[]).map((category, order) => ({ id: `${order}-${category.slug}`, ...category })) }),
    schema: categorySchema.extend({ id: categorySchema.shape.title }),
  }),
  redirects: defineCollection({
    loader: file(`${dir}/redirects.yaml`, { parser: (text) => (parse(text) as { from: string }[]).map((redirect) => ({ id: redirect.from, ...redirect })) }),
    schema: redirectSchema.extend({ id: redirectSchema.shape.from }),
  }),
  numbers: defineCollection({
    loader: file(`${dir}/numbers.yaml`, { parser: (text) => (parse(text) as { n: string }[]).map((entry) => ({ id: entry.n, ...entry })) }),
    schema: numberSchema.extend({ id: numberSchema.shape.n }),
  }),
  scope: defineCollection({ loader: file(`${dir}/scope.yaml`, { parser: parse }), schema: scopeSchema.element }),
  terms: defineCollection({ loader: file(`${dir}/terms.yaml`, { parser: parse }), schema: termSchema }),
  sources: defineCollection({ loader: file(`${dir}/sources.yaml`, { parser: parse }), schema: sourceSchema }),
};
