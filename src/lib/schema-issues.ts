/** A schema's complaint → what an editor reads: which key, what is wrong, what belongs there. */
import * as z from 'zod';
import type { KeyPath } from './yaml.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface ExplainedIssue { keys: KeyPath; message: string; tip: string }

/** One issue may name several unknown keys: one explanation each. */
export function explainIssue(schema: z.ZodType, issue: z.core.$ZodIssue): ExplainedIssue[] {
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
  const meaning = schemaAt(described, issue.path)?.description;
  const tip = meaning ? `${name}：${meaning}` : `改好「${name || '文件内容'}」，写法见 CONTRIBUTING.md`;
  if (issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined) {
    return [{ keys: issue.path, message: `缺少「${name || '内容'}」`, tip }];
  }
  return [{ keys: issue.path, message: `「${name || '文件内容'}」${missingValue(issue) ? '没有写' : '不对'}：${issue.message}`, tip }];
}

const missingValue = (issue: z.core.$ZodIssue) => issue.code === 'invalid_type' && / undefined$|undefined/.test(issue.message);

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
