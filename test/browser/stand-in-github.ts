/** As much of api.github.com as the editor asks for, in memory. Writes are kept, so that a test can look at them. */
import type { Page, Route } from 'playwright-core';
import type { SourceFile } from '../../src/lib/corpus.ts';

export interface Written {
  /** `owner/name branch` of every branch made. */
  branches: string[];
  commits: { repository: string; branch: string; files: Record<string, string> }[];
  pulls: { title: string; head: string; base: string; draft: boolean }[];
  /** What was asked and has no answer here. */
  unknown: string[];
}

const HEAD = 'a'.repeat(40);
const WHEN = '2026-11-22T00:00:00Z';
const author = { name: '编辑', email: 'editor@example.com', avatarUrl: '', user: { id: 1, login: 'editor' } };

/** @param canWrite whether the one signed in may push to `shop/handbook`; others get a fork */
export async function standInForGitHub(page: Page, files: readonly SourceFile[], canWrite: boolean): Promise<Written> {
  const written: Written = { branches: [], commits: [], pulls: [], unknown: [] };
  const shas = new Map(files.map((file, index) => [String(index).padStart(40, '0'), file]));

  const answers: [RegExp, (url: URL, body: Record<string, unknown>) => unknown][] = [
    [/^GET \/user$/, () => ({ login: 'editor', id: 1, name: '编辑', html_url: 'https://github.com/editor' })],
    [/^GET \/repos\/shop\/handbook$/, () => ({ permissions: { push: canWrite }, private: false, owner: { type: 'Organization' } })],
    [/^GET \/repos\/editor\/handbook$/, () => ({ fork: true, full_name: 'editor/handbook', parent: { full_name: 'shop/handbook' } })],
    [/^POST \/repos\/editor\/handbook\/merge-upstream$/, () => ({})],
    [/^GET \/repos\/shop\/handbook\/git\/trees\//, () => ({ tree: [...shas].map(([sha, { path, text }]) => ({ type: 'blob', path: `content/${path}`, sha, size: text.length })) })],
    [/^POST \/repos\/shop\/handbook\/pulls$/, (_, body) => {
      written.pulls.push(body as unknown as Written['pulls'][number]);
      return { number: 7, node_id: 'PR7', title: body['title'], html_url: 'https://github.com/shop/handbook/pull/7', head: { sha: HEAD }, created_at: WHEN, updated_at: WHEN };
    }],
    [/^POST \/repos\/shop\/handbook\/issues\/7\/labels$/, () => []],
    [/^POST \/graphql$/, (_, { query, variables }) => ({ data: graphql(String(query), variables as Record<string, unknown>) })],
  ];

  function graphql(query: string, { input, ...names }: Record<string, unknown>): unknown {
    if (query.includes('createRef(')) {
      const { repositoryId, name } = input as { repositoryId: string; name: string };
      written.branches.push(`${repositoryId} ${name.replace('refs/heads/', '')}`);
      return { createRef: { ref: { name } } };
    }
    if (query.includes('createCommitOnBranch(')) {
      const { branch, fileChanges } = input as { branch: { repositoryNameWithOwner: string; branchName: string }; fileChanges: { additions: { path: string; contents: string }[] } };
      written.commits.push({
        repository: branch.repositoryNameWithOwner, branch: branch.branchName,
        files: Object.fromEntries(fileChanges.additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64').toString('utf8')])),
      });
      return { createCommitOnBranch: { commit: { oid: 'b'.repeat(40), committedDate: WHEN, file_0: { oid: 'c'.repeat(40) } } } };
    }
    if (query.includes('fork: repository')) return { fork: { id: `${names['forkOwner']}/${names['forkRepo']}` }, base: { ref: { target: { oid: HEAD } } } };
    if (query.includes('defaultBranchRef')) return { repository: { defaultBranchRef: { name: 'main' } } };
    if (query.includes('pullRequests(')) return { repository: { pullRequests: { nodes: [], totalCount: 0 } } };
    if (query.includes('refs(')) return { repository: { refs: { nodes: [] } } };
    const aliased = [...query.matchAll(/(content|commit|history)_(\d+): (?:object\(oid: "(\w+)"\))?/g)];
    if (aliased.length === 0) return { repository: { ref: { target: { history: { nodes: [{ oid: HEAD, message: '' }] } } } } };
    return { repository: Object.fromEntries(aliased.map(([, kind, index, sha]) => [
      `${kind}_${index}`,
      kind === 'content' ? { text: shas.get(sha!)?.text, isTruncated: false } : { target: { history: { nodes: [{ author, committedDate: WHEN, oid: HEAD }] } } },
    ])) };
  }

  await page.route('https://api.github.com/**', async (route: Route) => {
    const request = route.request();
    const url = new URL(request.url());
    const asked = `${request.method()} ${url.pathname}`;
    const found = answers.find(([pattern]) => pattern.test(asked));
    if (!found) written.unknown.push(asked);
    // Whoever asked may be gone.
    await route.fulfill({ status: found ? 200 : 404, json: found ? found[1](url, request.postDataJSON() ?? {}) : {}, headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' } }).catch(() => undefined);
  });
  return written;
}
