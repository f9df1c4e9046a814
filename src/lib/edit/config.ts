/** What the web editor shows and may change: all of it comes from the content's schemas. */
import type { CmsConfig, Field } from '@sveltia/cms';
import { SITE_NAME } from '../labels.ts';
import { CODE_PATTERN, codeSchema, guideSchema, pageSchema, scopeSchema, sourceSchema, termSchema, type Category } from '../schema.ts';
import * as z from 'zod';
import type { FileShape } from './formats.ts';
import { formFields } from './fields.ts';

export interface EditConfig {
  cms: CmsConfig;
  /** For each format the configuration names, how its files are shaped. */
  formats: { name: string; extension: string; shape: FileShape; fields: Field[] }[];
}

export interface EditTarget {
  /** `owner/name` on GitHub. */
  repo: string;
  /** Address of a sign-in service (OAuth) for GitHub; without it one signs in with a token. */
  signIn?: string | undefined;
  site: string;
  /** Path of the site's icon. */
  icon: string;
}

/** Guides stand two folders deep. Files keep their place, so these are never filled in; they need to be names the CMS knows. */
const ANY_TWO_FOLDERS = '{{year}}/{{month}}/{{slug}}';

const original: Field = { name: 'original', widget: 'hidden' };
const BODY_HINT = '原样保存的 Markdown。四个小标题和它们的顺序不要动；标签只用 Note、Code、Sheet、RedLine、DecisionTree、Term，写法见 CONTRIBUTING.md 第三节。图片、花括号、HTML 都不要';
const bodyField: Field = { name: 'body', label: '正文', widget: 'text', hint: BODY_HINT, use_emoji_autocomplete: false };

const idField: Field = { name: 'id', label: 'id', widget: 'string', hint: '别处靠它指过来，已经有的不要改', pattern: ['^[a-z0-9]+(-[a-z0-9]+)*$', '只能用小写字母、数字和连字符，例如 sync-delay'] };
const entries = (fields: Field[], label: string, summary: string): Field[] => [
  { name: 'entries', label, label_singular: label, widget: 'list', fields, summary, collapsed: true, allow_reorder: false, allow_duplicate: false, allow_remove: false },
  original,
];

export function editConfig({ repo, signIn, site, icon }: EditTarget, categories: readonly Category[]): EditConfig {
  const guideFields = formFields(guideSchema);
  const afterSymptoms = guideFields.findIndex(({ name }) => name === 'symptoms') + 1;
  const forms = {
    // The body before the sayings: there may be a hundred of those.
    guide: [...guideFields.slice(0, afterSymptoms), bodyField, ...guideFields.slice(afterSymptoms), original],
    code: [...formFields(codeSchema), original],
    page: [...formFields(pageSchema), { ...bodyField, hint: '原样保存的 Markdown' } as Field, original],
    terms: entries([idField, ...formFields(termSchema)], '名词', '{{name}}'),
    sources: entries([idField, ...formFields(sourceSchema)], '出处', '{{title}}'),
    scope: entries(formFields((scopeSchema as z.ZodArray<z.ZodObject>).element), '不回答的事', '{{title}}'),
  };
  const fixed = { create: false, delete: false, duplicate: false, publish: false, editor: { preview: false } };
  return {
    cms: {
      load_config_file: false,
      app_title: SITE_NAME,
      site_url: site,
      logo: { src: icon },
      backend: {
        name: 'github', repo, open_authoring: true,
        auth_methods: signIn ? ['oauth', 'token'] : ['token'],
        auth_scope: 'public_repo', ...(signIn && { base_url: signIn }),
        commit_messages: { create: '网页编辑：新增{{collection}} {{slug}}', update: '网页编辑：{{collection}} {{slug}}' },
      },
      publish_mode: 'editorial_workflow',
      // No uploads: they would not go through a pull request. Naming one library, off, is how the CMS is told.
      media_libraries: { default: false, cloudinary: false, stock_assets: { providers: [] } },
      show_preview_links: false,
      editor: { preview: false },
      slug: { lowercase: false, trim: false },
      collections: [
        {
          name: 'guides', label: '指南', label_singular: '指南', icon: 'menu_book', description: '只改已有的指南。新指南要编号，请提「新问题」议题，或者运行 npm run new。',
          folder: 'content/guides', path: ANY_TWO_FOLDERS, format: 'guide', fields: forms.guide,
          identifier_field: 'title', summary: '{{n}} {{title}}', sortable_fields: { fields: ['n', 'title', 'reviewed'], default: { field: 'n' } },
          view_filters: categories.map(({ n, title }) => ({ label: `${n} ${title}`, field: 'n', pattern: `^${n}\\.` })),
          ...fixed,
        },
        {
          name: 'codes', label: '错误码', label_singular: '错误码', icon: 'pin', folder: 'content/codes', format: 'code', fields: forms.code,
          identifier_field: 'meaning', summary: '{{slug}} {{meaning}}', sortable_fields: { fields: ['slug', 'meaning'], default: { field: 'slug' } }, ...fixed,
          create: true, slug: { editable: ['create'], hint: '文件名就是错误码，照屏幕或接口文档抄，例如 ACQ.SYSTEM_ERROR', pattern: [CODE_PATTERN.source, '错误码只有字母、数字、点、下划线，例如 ACQ.SYSTEM_ERROR'] },
        },
        {
          name: 'lists', label: '名词、出处、不回答的事', icon: 'list', publish: false, editor: { preview: false },
          files: [
            { name: 'terms', label: '名词', icon: 'dictionary', file: 'content/terms.yaml', format: 'terms', fields: forms.terms },
            { name: 'sources', label: '出处', icon: 'source', file: 'content/sources.yaml', format: 'sources', fields: forms.sources },
            { name: 'scope', label: '不回答的事', icon: 'block', file: 'content/scope.yaml', format: 'scope', fields: forms.scope },
          ],
        },
        {
          name: 'pages', label: '说明页', label_singular: '说明页', icon: 'article', folder: 'content/pages', format: 'page', fields: forms.page,
          identifier_field: 'title', ...fixed,
        },
      ],
    },
    formats: [
      { name: 'guide', extension: 'mdx', shape: 'page', fields: forms.guide },
      { name: 'page', extension: 'md', shape: 'page', fields: forms.page },
      { name: 'code', extension: 'yaml', shape: 'mapping', fields: forms.code },
      { name: 'terms', extension: 'yaml', shape: 'byId', fields: forms.terms },
      { name: 'sources', extension: 'yaml', shape: 'byId', fields: forms.sources },
      { name: 'scope', extension: 'yaml', shape: 'list', fields: forms.scope },
    ],
  };
}
