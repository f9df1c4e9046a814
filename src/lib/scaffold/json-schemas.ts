/** The content's schemas as JSON Schema: with them VS Code completes and explains while an editor types. */
import * as z from 'zod';
import { categoriesSchema, codeSchema, guideSchema, numbersSchema, redirectsSchema, scopeSchema, sourcesSchema, synonymsSchema, termsSchema, treeSchema } from '../schema.ts';

const SCHEMAS = {
  guide: guideSchema, tree: treeSchema, code: codeSchema, terms: termsSchema, sources: sourcesSchema, numbers: numbersSchema,
  redirects: redirectsSchema, categories: categoriesSchema, scope: scopeSchema, synonyms: synonymsSchema,
} as const;

/** File name → text. Draft 7 is what the YAML extension knows best. */
export const jsonSchemaFiles = (): Map<string, string> => new Map(Object.entries(SCHEMAS).map(([name, schema]) => [
  `${name}.schema.json`,
  `${JSON.stringify(plainJsonSchema(schema), null, 2)}\n`,
]));

/** As an editor writes it, before defaults are filled in. */
export const plainJsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-7', override: plainDate });

/** The pattern beside `format: date` is a screenful of leap years: the format says the same to a person. */
function plainDate({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'date') delete jsonSchema.pattern;
}
