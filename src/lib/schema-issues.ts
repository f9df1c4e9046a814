/** A schema's complaint → what an editor reads: which key, what is wrong, what belongs there. */
import * as z from 'zod';
import type { KeyPath } from './yaml.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface ExplainedIssue { keys: KeyPath; message: string; tip: string }

/**
 * One issue may name several unknown keys: one explanation each.
 * @param value the data that was refused
 */
export function explainIssue(schema: z.ZodType, issue: z.core.$ZodIssue, value: unknown): ExplainedIssue[] {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schemaAt(described, issue.path)?.properties ?? {});
    return issue.keys.map((key) => ({
      keys: [...issue.path, key],
      message: `多了一个不认识的键「${key}」`,
      tip: known.length > 0 ? `去掉它，或改成这些里的一个：${known.join('、')}` : '去掉它',
    }));
  }
  const meaning = describedAs(described, issue.path);
  const tip = meaning ? `${name}：${meaning}` : `改好「${name || '文件内容'}」，写法见 CONTRIBUTING.md`;
  if (valueAt(value, issue.path) === undefined) return [{ keys: issue.path, message: `缺少「${name || '内容'}」`, tip }];
  return [{ keys: issue.path, message: `「${name || '文件内容'}」不对：${issue.message}`, tip }];
}

const valueAt = (value: unknown, keys: KeyPath): unknown => keys.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined | null)?.[key], value);

/** The description of the key, or of the nearest thing it is in. */
function describedAs(root: JsonSchema, keys: KeyPath): string | undefined {
  for (let depth = keys.length; depth > 0; depth--) {
    const found = schemaAt(root, keys.slice(0, depth))?.description;
    if (found) return found;
  }
  return undefined;
}

/** The part of a JSON Schema that describes a key path. */
function schemaAt(root: JsonSchema, keys: KeyPath): JsonSchema | undefined {
  let at: JsonSchema | undefined = root;
  for (const key of keys) {
    const options: JsonSchema[] = at?.oneOf ?? at?.anyOf ?? (at ? [at] : []);
    at = options.map((option) => childSchema(option, key)).find((child) => child !== undefined);
  }
  return at;
}

function childSchema(schema: JsonSchema, key: PropertyKey): JsonSchema | undefined {
  const child = schema.properties?.[String(key)] ?? (typeof key === 'number' ? schema.items : schema.additionalProperties);
  return typeof child === 'object' && !Array.isArray(child) ? (child as JsonSchema) : undefined;
}
