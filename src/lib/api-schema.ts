/** What /api/ promises, as schemas: the types of api.ts, and the JSON Schemas published at /api/schemas/. */
import * as z from 'zod';
import { categorySchema, codeSchema, guideSchema, treeSchema } from './schema.ts';

/** Raised when a field changes its meaning or goes; new fields may come without. */
export const API_VERSION = 1;

const version = z.literal(API_VERSION).describe('格式的版本：字段改意思或去掉时加一，增加字段时不变');
const address = z.string().regex(/^\//).describe('从站点根开始的地址');
const { n, title, cause, summary, reply, symptoms, codes, fixers, owner, reviewed } = guideSchema.shape;
const slug = categorySchema.shape.slug;
const reviewDue = z.iso.date().describe('最迟哪天该再核对');

export const guidesApiSchema = z.strictObject({
  version,
  guides: z.array(z.strictObject({
    n, title, cause, summary, category: slug, subIssue: slug, url: address, permalink: address.describe('按编号的永久地址'),
    reply, symptoms, codes, fixers, reviewed, reviewDue,
  })),
}).describe('全部指南，按编号排');

export const codesApiSchema = z.strictObject({
  version,
  codes: z.array(z.strictObject({
    code: z.string().describe('错误码'), meaning: codeSchema.shape.meaning, action: codeSchema.shape.action, fixers, guide: codeSchema.shape.guide, url: address,
  })),
}).describe('全部错误码，按字母排');

export const treeApiSchema = z.strictObject({ version, tree: treeSchema }).describe('一棵排查树，和它的文件一样');

export const staleApiSchema = z.strictObject({
  version,
  items: z.array(z.strictObject({
    id: z.string().describe('指南的编号，或排查树的 id'), kind: z.enum(['guide', 'tree']), title: z.string(), owner, url: address, reviewed, reviewDue,
  })),
}).describe('每篇指南、每棵排查树哪天该再核对，最早的在前');

export const API_SCHEMAS = { guides: guidesApiSchema, codes: codesApiSchema, tree: treeApiSchema, stale: staleApiSchema } as const;

/**
 * The JSON Schema (draft 2020-12) of one API file. Open where the file may grow: a reader that
 * validates today must not fail when a field comes to it.
 * @param id the address it is published at
 */
export const jsonSchema = (name: keyof typeof API_SCHEMAS, id: string): z.core.JSONSchema.BaseSchema => ({
  $id: id,
  ...z.toJSONSchema(API_SCHEMAS[name], {
    io: 'output',
    override: ({ jsonSchema: made }) => { if (made.additionalProperties === false) delete made.additionalProperties; },
  }),
});
