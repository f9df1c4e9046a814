/**
 * How the web editor reads and writes files. It knows the values only; writing them back into the file's own
 * text is ours, so that a change of one value is a change of one line. The text travels along in `original`.
 */
import { parse } from 'yaml';
import { FRONT_MATTER } from '../mdx/front-matter.ts';
import { patchYaml, same, type Mapping, type Value } from './patch-yaml.ts';
import { inBlock } from './render-yaml.ts';

/** What the writing needs to know of a field of the form. */
export interface FormField { name: string; widget?: string; default?: unknown; fields?: FormField[] }

/**
 * `page`: front matter and body; `mapping`: one entry a file; `byId`: a file of entries, each under its id;
 * `list`: a file of entries, each with its id.
 */
export type FileShape = 'page' | 'mapping' | 'byId' | 'list';

export interface FileFormat {
  fromFile: (text: string) => Mapping;
  /** @throws Error, in Chinese, when it cannot be written; nothing is saved then */
  toFile: (form: Mapping) => string;
}

export const fileFormat = (shape: FileShape, fields: readonly FormField[]): FileFormat => ({
  fromFile: (text) => ({ ...SHAPES[shape].read(text), original: text }),
  toFile(form) {
    const { original } = form;
    if (typeof original === 'string' && original !== '') return SHAPES[shape].write(original, form, fields);
    if (shape === 'mapping') return inBlock(settle(fields, form, {}), 0);
    throw new Error('网页里只能改已有的文件，不能新建。什么都没有保存');
  },
});

const SHAPES: Record<FileShape, { read: (text: string) => Mapping; write: (text: string, form: Mapping, fields: readonly FormField[]) => string }> = {
  page: {
    read(text) {
      const { matter, body } = split(text);
      return { ...parse(matter), body: shown(body) };
    },
    write(text, form, fields) {
      const { head, matter, tail, body } = split(text);
      const written = String(form['body'] ?? '').replace(/\r\n?/g, '\n');
      const rest = written.trim() === body.trim() ? body : `\n${written.trim()}\n`;
      const ofHead = fields.filter(({ name }) => name !== 'body');
      return head + patchYaml(matter, settle(ofHead, form, parse(matter))) + tail + rest;
    },
  },
  mapping: {
    read: (text) => parse(text),
    write: (text, form, fields) => patchYaml(text, settle(fields, form, parse(text))),
  },
  byId: {
    read: (text) => ({ entries: Object.entries(parse(text) as Record<string, Mapping>).map(([id, entry]) => ({ id, ...entry })) }),
    write(text, form, fields) {
      const old = parse(text) as Record<string, Mapping>;
      const entries = entriesOf(form, fields, (id) => old[id]).map(({ id, ...entry }) => [String(id), entry] as const);
      return patchYaml(text, Object.fromEntries(entries));
    },
  },
  list: {
    read: (text) => ({ entries: parse(text) }),
    write(text, form, fields) {
      const old = parse(text) as Mapping[];
      return patchYaml(text, entriesOf(form, fields, (id) => old.find((entry) => entry['id'] === id)));
    },
  },
};

function entriesOf(form: Mapping, fields: readonly FormField[], oldOf: (id: string) => Mapping | undefined): Mapping[] {
  const ofEntry = fields.find(({ name }) => name === 'entries')?.fields ?? [];
  const entries = (form['entries'] as Mapping[]).map((entry) => settle(ofEntry, entry, oldOf(String(entry['id'])) ?? {}));
  const ids = entries.map(({ id }) => String(id ?? ''));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (ids.includes('')) throw new Error('有一条没有写 id，什么都没有保存');
  if (twice !== undefined) throw new Error(`id「${twice}」用了两次，换一个。什么都没有保存`);
  return entries;
}

/**
 * What the file shall say: what it says, with what the form says over it. An empty box says nothing, and neither
 * does one that holds what goes without saying; keys the form does not know stay.
 */
function settle(fields: readonly FormField[], form: Mapping, old: Mapping): Mapping {
  const settled: Mapping = { ...old };
  const ordered: Mapping = {};
  for (const { name, widget, default: usual } of fields) {
    if (widget === 'hidden') continue;
    const value = tidy(form[name], old[name]);
    if (isNothing(value) || (!Object.hasOwn(old, name) && same(value, usual))) {
      if (Array.isArray(value) && Object.hasOwn(old, name)) settled[name] = value;
      else delete settled[name];
    } else settled[name] = value!;
    if (settled[name] !== undefined) ordered[name] = settled[name];
  }
  return { ...ordered, ...settled };
}

/** Lines are joined and edges trimmed, but never of what nobody touched. */
function tidy(value: Value | undefined, old: Value | undefined): Value | undefined {
  if (value === undefined || same(value, old)) return old;
  if (typeof value === 'string') return value.trim().replace(/\s*\n\s*/g, ' ');
  return Array.isArray(value) ? value.map((item) => tidy(item, undefined)!) : value;
}

const isNothing = (value: Value | undefined) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const shown = (body: string) => body.replace(/^\n/, '').trimEnd();

function split(text: string) {
  const [whole, matter] = FRONT_MATTER.exec(text) ?? [];
  if (whole === undefined || matter === undefined) throw new Error('文件开头没有 --- 围起来的文件头，先在 GitHub 上补好');
  const start = whole.indexOf('\n') + 1;
  return { head: whole.slice(0, start), matter, tail: whole.slice(start + matter.length), body: text.slice(whole.length) };
}
