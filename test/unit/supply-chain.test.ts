/** What the project takes from others: pinned, locked, named with its reason, and with its notice where readers get it. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SHIPPED, notices } from '../../scripts/licenses.ts';

interface Package { version?: string; resolved?: string; integrity?: string; license?: string; optional?: boolean; hasInstallScript?: boolean; dependencies?: Record<string, string>; devDependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }

const read = (path: string) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json')) as Package & { allowScripts: Record<string, boolean> };
const lock = JSON.parse(read('package-lock.json')) as { lockfileVersion: number; packages: Record<string, Package> };
const { '': root, ...locked } = lock.packages;
const direct = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

/**
 * Binaries for other systems that not every mirror of the registry has: without these entries `npm ci` fails
 * there, and with them it has nothing to compare. They are optional and never installed on Linux.
 */
const WITHOUT_INTEGRITY = /^node_modules\/(@pagefind\/(darwin|freebsd|windows)-|autocorrect-node-(darwin|win32)-)/;

describe('the lock', () => {
  test('versions are exact, and the same in package.json and package-lock.json', () => {
    expect(Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    expect(root).toMatchObject({ dependencies, devDependencies, optionalDependencies });
    expect(Object.entries(direct).filter(([name, version]) => locked[`node_modules/${name}`]?.version !== version)).toEqual([]);
  });
  test('every package is known by its content, and none comes from elsewhere', () => {
    expect(Object.keys(locked).length).toBeGreaterThan(400);
    expect(Object.entries(locked).filter(([path, { integrity, optional }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') && !(optional && WITHOUT_INTEGRITY.test(path))).map(([path]) => path)).toEqual([]);
    // Without an address npm asks the registry it is set to; one with another host would be another's package.
    expect(Object.values(locked).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    expect(read('package-lock.json')).not.toContain('registry');
  });
  test('no package runs a script when it is installed', () => {
    expect(Object.entries(locked).filter(([path, { hasInstallScript }]) => hasInstallScript && manifest.allowScripts[path.replace(/^.*node_modules\//, '')] !== false).map(([path]) => path)).toEqual([]);
  });
  test('machines install what is locked, and nothing else', () => {
    const commands = ['.ci/run', ...readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`)].map((path) => ({ path, text: read(path) }));
    expect(commands.find(({ path }) => path === '.ci/run')!.text).toMatch(/^npm ci && npm test$/m);
    expect(commands.filter(({ text }) => /npm (i|install|update|add)\b|npx -y/.test(text)).map(({ path }) => path)).toEqual([]);
    expect(commands.flatMap(({ text }) => [...text.matchAll(/uses: (\S+)/g)].map((match) => match[1]!)).filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([]);
  });
});

describe('licences', () => {
  /** Build tools may be weakly copyleft: nothing of them reaches a reader. */
  const FREE = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0|MPL-2\.0|LGPL-3\.0-or-later|( AND | OR |[()]))+$/;
  /** Says MIT in its readme, not in its manifest. */
  const UNSAID = ['node_modules/format'];
  test('of all that is installed are free', () => {
    expect(Object.entries(locked).filter(([path, { license }]) => !FREE.test(license ?? '') && !WITHOUT_INTEGRITY.test(path) && !UNSAID.includes(path)).map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
  });
  test('of what readers get are in the site: npm run licenses', () => {
    expect(read('public/licenses.txt')).toBe(notices());
    expect(notices().match(/Copyright/g)!.length).toBeGreaterThanOrEqual(Object.keys(SHIPPED).length);
  });
  test('no other package is in a script of the site', () => {
    const browser = readdirSync('src/components').filter((name) => name.endsWith('.ts')).map((name) => read(`src/components/${name}`)).join('\n');
    const packages = [...browser.matchAll(/(?:^import (?!type )[^;]*? from |import\()'([^.'][^']*)'/gm)].map((match) => match[1]!);
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter((name) => !(name in SHIPPED))).toEqual([]);
  });
});

test('README has each direct dependency once, with its licence and a reason', () => {
  const [, section = ''] = /\n## Dependencies\n([^]*?)\n## /.exec(read('README.md')) ?? [];
  const rows = [...section.matchAll(/^\| (`.*`) \| ([^|]+) \| ([^|]{10,}) \|$/gm)].flatMap(([, names, license]) => [...names!.matchAll(/`([^`]+)`/g)].map((match) => [match[1]!, license!.trim()] as const));
  const own = Object.keys(direct).map((name) => [name, locked[`node_modules/${name}`]!.license!] as const);
  expect(rows.toSorted()).toEqual(own.toSorted());
});
