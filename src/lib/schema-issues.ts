/** A schema's complaint → what an editor reads: which key, what is wrong, what belongs there. */
import * as z from 'zod';
import { didYouMean } from './check/closest.ts';
import { isDay } from './dates.ts';
import type { KeyPath } from './yaml.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Issue = z.core.$ZodIssue;

export interface ExplainedIssue { keys: KeyPath; message: string; tip: string }

/**
 * One issue may name several unknown keys: one explanation each.
 * @param value the data that was refused
 */
export function explainIssue(schema: z.ZodType, issue: Issue, value: unknown): ExplainedIssue[] {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const keys = issue.path;
  const name = keys.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schemaAt(described, keys)?.properties ?? {});
    const listed = `去掉它，或改成这些里的一个：${known.join('、')}`;
    return issue.keys.map((key) => {
      const guess = didYouMean(key.toLowerCase(), known, listed);
      return {
        keys: [...keys, key],
        message: `多了一个不认识的键「${key}」`,
        tip: known.length === 0 ? '去掉它' : guess === listed ? listed : `${guess}不是的话，去掉它`,
      };
    });
  }
  const given = valueAt(value, keys);
  const meaning = describedAs(described, keys) ?? '';
  const hint = meaning ? `${name}：${meaning}` : `改好「${name || '文件内容'}」，写法见 CONTRIBUTING.md`;
  if (keys.length === 0 && issue.code === 'invalid_type') return [{ keys, message: given === undefined ? '文件是空的' : '文件里要写「键: 值」，不是这样的内容', tip: '照同一个文件夹里别的文件写，或用 npm run new 写一个骨架' }];
  if (given === undefined) return [{ keys, message: `缺少「${name}」`, tip: hint }];
  if (given === null) return [{ keys, message: `「${name}」是空的`, tip: `${hint}；值里有 # 时，整个值加引号` }];
  if (issue.code === 'invalid_key') return [{ keys, message: `「${name}」不能做名字：${issue.issues[0]?.message ?? ''}`, tip: '换成英文或拼音的短名，例如 chadan' }];
  const { message, tip } = complaint(issue, given, meaning);
  return [{ keys, message: `「${name}」${message}`, tip: tip ? `写成 ${tip}${meaning ? `（${meaning}）` : ''}` : hint }];
}

/** `tip` is what to write, where it can be known. */
function complaint(issue: Issue, given: unknown, meaning: string): { message: string; tip?: string | undefined } {
  if (issue.code === 'invalid_value') {
    const words = typeof given === 'string' ? given.split(/\s*[，、,]\s*/).map((word) => namedIn(meaning, word) ?? word) : [];
    const right = words.length > 0 && words.every((word) => issue.values.includes(word)) ? words.join(', ') : undefined;
    return { message: `不能是「${String(given)}」，只能是 ${issue.values.join('、')}`, tip: right };
  }
  if (issue.code === 'invalid_type' && issue.expected === 'array' && typeof given === 'string') {
    return { message: '要写成列表，每样之间用英文逗号', tip: `[${given.replace(/[[\]【】“”"]/g, '').split(/\s*[，、,]\s*/).join(', ')}]` };
  }
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof given !== 'object' && GENERIC.test(issue.message)) return { message: '要写成文字，加引号', tip: `"${String(given)}"` };
  if (issue.code === 'invalid_type' && GENERIC.test(issue.message)) return { message: `要写成${KINDS[issue.expected] ?? issue.expected}` };
  return { message: `不对：${issue.message}`, tip: typeof given === 'object' ? undefined : mended(String(given), issue) };
}

/** The library's own words, not ours. */
const GENERIC = /^无效输入/;

const KINDS: Record<string, string> = { array: '列表', object: '「键: 值」', record: '「键: 值」', string: '文字', number: '数字', int: '整数', boolean: ' true 或 false' };

/** `cashier 收银员、manager 店长`: 收银员 → cashier. */
const namedIn = (meaning: string, word: string) => [...meaning.matchAll(/([a-z]+) ([^、，；]+)/g)].find(([, , name]) => name === word)?.[1];

function mended(given: string, issue: Issue): string | undefined {
  const digits = given.match(/\d+/g) ?? [];
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int')) return digits.length === 1 ? digits[0] : undefined;
  if (issue.message.startsWith('日期')) {
    const day = digits.map((part) => part.padStart(2, '0')).join('-');
    return isDay(day) ? day : undefined;
  }
  if (issue.message.startsWith('间隔') && digits.length === 1 && /^\d+\s*(?:d|天|日)?$/.test(given)) return Number(digits[0]) > 366 ? '365d' : `${digits[0]}d`;
  if (issue.message.startsWith('间隔') && digits.length === 1 && /月/.test(given)) return `${Math.min(365, Number(digits[0]) * 30)}d`;
  if (issue.message.startsWith('错误码')) return /^[“”"‘’']*([A-Za-z0-9._-]+)[“”"‘’']*$/.exec(given)?.[1]?.replace(/^(.*)$/, '"$1"');
  return undefined;
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
