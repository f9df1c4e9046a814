/** The workflows: what may write runs nothing of a pull request, and what runs it may only read. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step { uses?: string; run?: string; with?: Record<string, unknown>; env?: Record<string, string> }
interface Workflow {
  name: string;
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; 'timeout-minutes'?: number; steps: Step[] }>;
}

const FOLDER = '.github/workflows';
const files = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  const workflow = parse(text) as Workflow;
  return { file, text, workflow, steps: Object.values(workflow.jobs).flatMap(({ steps }) => steps), grants: [workflow.permissions, ...Object.values(workflow.jobs).map(({ permissions }) => permissions)] };
});
const actionsOf = (steps: Step[]) => steps.flatMap(({ uses }) => (uses ? [uses] : []));

describe.each(files)('$file', ({ file, text, workflow, steps, grants }) => {
  const triggers = Object.keys(workflow.on);
  const writes = grants.some((grant) => Object.values(grant ?? {}).includes('write'));

  test('is named as its file, and every job ends', () => {
    expect(`${workflow.name}.yml`).toBe(file);
    expect(Object.values(workflow.jobs).every((job) => job['timeout-minutes'])).toBe(true);
  });
  test('says what it may do', () => {
    expect(workflow.permissions).toBeTypeOf('object');
    for (const grant of grants) expect(Object.values(grant ?? {}).filter((level) => level !== 'read' && level !== 'write')).toEqual([]);
    expect(triggers).not.toContain('pull_request_target');
  });
  test('has no secrets, and puts nothing from outside into a command', () => {
    expect(text).not.toMatch(/\$\{\{[^}]*\bsecrets\b/);
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });
  test('keeps no credentials in what it checks out', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });
  test('uses actions of GitHub only, each in one version everywhere', () => {
    const used = actionsOf(steps);
    expect(used.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([]);
    const everywhere = new Set(files.flatMap((other) => actionsOf(other.steps)));
    expect(used.filter((action) => [...everywhere].some((other) => other !== action && other.split('@')[0] === action.split('@')[0]))).toEqual([]);
  });
  test('only reads, if a pull request starts it', () => {
    if (!triggers.includes('pull_request')) return;
    expect(writes).toBe(false);
    expect(text).not.toContain('github.token');
  });
  test('runs nothing of a pull request, if one led to it', () => {
    if (!triggers.includes('workflow_run')) return;
    expect(actionsOf(steps)).toEqual([]);
    expect(steps.filter(({ run }) => /\b(npm|npx|node|git|source|eval|sh|unzip)\b/.test((run ?? '').replace(/`[^`]*`/g, '')))).toEqual([]);
  });
});

const named = (file: string) => files.find((one) => one.file === file)!;

test('what changes only content is built and checked with the code of its base', () => {
  for (const file of ['content.yml', 'preview.yml']) {
    const { steps } = named(file);
    const installs = steps.findIndex(({ run }) => run?.startsWith('npm ci'));
    expect(steps[installs]!.run).toBe('npm ci --ignore-scripts');
    expect(steps.slice(0, installs).some(({ run }) => run === 'test -d head/content && test ! -L head/content')).toBe(true);
  }
  expect(named('preview.yml').text.match(/working-directory: .*/g)).toEqual(Array(2).fill('working-directory: ${{ steps.code.outputs.from }}'));
});

test('a follow-up asks GitHub which pull request it belongs to', () => {
  for (const file of ['trees-comment.yml', 'preview-deploy.yml']) expect(named(file).text).toContain('select(.head.sha == $sha)');
});
