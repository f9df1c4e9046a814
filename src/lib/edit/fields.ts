/**
 * The boxes of the web editor, made of the content's schemas: label and hint are the Chinese descriptions,
 * limits are the schema's, and what is said of a wrong value is asked of the schema itself.
 */
import type { Field } from '@sveltia/cms';
import * as z from 'zod';
import { plainJsonSchema } from '../scaffold/json-schemas.ts';

interface JsonSchema {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** Boxes that name something else in the content: one chooses, nobody types ids. */
const CHOICES: Record<string, object> = {
  codes: { collection: 'codes', value_field: '{{slug}}', display_fields: ['{{slug}}', 'meaning'], search_fields: ['{{slug}}', 'meaning'] },
  sources: { collection: 'lists', file: 'sources', value_field: 'entries.*.id', display_fields: ['entries.*.title'], search_fields: ['entries.*.id', 'entries.*.title'] },
  related: { collection: 'guides', value_field: 'n', display_fields: ['n', 'title'], search_fields: ['n', 'title'] },
  guide: { collection: 'guides', value_field: 'n', display_fields: ['n', 'title'], search_fields: ['n', 'title'] },
};

/** Not for this editor: a number is forever, and a review is not an edit. */
const FIXED: Record<string, string> = {
  n: '永久编号，不能改',
  reviewed: '改字不算核对；照着事实核对过，由维护的人记日期',
};

/** @param schema a `z.strictObject` of the content */
export function formFields(schema: z.ZodObject): Field[] {
  const { properties = {}, required = [] } = plainJsonSchema(schema) as JsonSchema;
  return Object.entries(properties).map(([name, json]) => field(name, json, required.includes(name), schema.shape[name] as z.ZodType));
}

function field(name: string, json: JsonSchema, required: boolean, schema: z.ZodType): Field {
  const { label, hint } = words(name, json);
  const fixed = FIXED[name];
  const shared = { name, label, required, ...((fixed ?? hint) && { hint: fixed ?? hint }), ...(fixed !== undefined && { readonly: true }) };
  if (fixed !== undefined) return { ...shared, widget: 'string' };
  const limits = { ...(json.minItems && { min: json.minItems }), ...(json.maxItems && { max: json.maxItems }) };
  if (CHOICES[name]) return { ...shared, ...limits, widget: 'relation', dropdown_threshold: 0, ...(json.type === 'array' && { multiple: true }), ...CHOICES[name] } as Field;
  if (json.type === 'array' && json.items?.enum) return { ...shared, ...limits, widget: 'select', multiple: true, options: options(json.items.enum, json.description) };
  if (json.type === 'array') return { ...shared, ...limits, widget: 'list' };
  if (json.enum) return { ...shared, widget: 'select', options: options(json.enum, json.description) };
  if (json.type === 'integer') return { ...shared, widget: 'number', value_type: 'int', min: (json.exclusiveMinimum ?? 0) + 1, max: json.maximum };
  if (json.type === 'boolean') return { ...shared, widget: 'boolean', default: json.default as boolean };
  const long = !json.pattern && !json.format && (json.maxLength ?? 1000) > 40;
  return { ...shared, widget: long ? 'text' : 'string', ...(json.maxLength && { maxlength: json.maxLength }), ...pattern(json, schema) } as Field;
}

/** `谁负责：till 收银台、merchant 商户与开通` → label 谁负责; the rest is the hint, unless it only names the choices. */
function words(name: string, { description, items, enum: values = items?.enum }: JsonSchema): { label: string; hint: string } {
  const [label = name, hint = ''] = (description ?? items?.description ?? name).split(/[：，；](.*)/s);
  return { label, hint: values ? '' : hint };
}

const options = (values: string[], description = '') =>
  values.map((value) => ({ value, label: new RegExp(`${value} ([^、，；]+)`).exec(description)?.[1] ?? value }));

/** What the schema says of a value no pattern lets through. */
function pattern(json: JsonSchema, schema: z.ZodType): { pattern?: [string, string] } {
  const source = json.format === 'date' ? '^\\d{4}-\\d{2}-\\d{2}$' : json.format === 'uri' ? '^https://\\S+$' : json.pattern;
  const message = schema.safeParse('\u0000').error?.issues[0]?.message;
  return source === undefined || message === undefined ? {} : { pattern: [source, message] };
}
