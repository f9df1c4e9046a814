/** A tree's state ⇄ the address. Ids only: nothing a person typed can enter. */

const ANSWER_ID = /^[a-z0-9][a-z0-9_-]*$/;
/** No tree is this deep; a longer list is somebody's mistake. */
const MOST_ANSWERS = 64;

export interface SharedState { version: number; answers: string[] }

/** `?v=3&a=none.yes` → version 3, answers `none`, `yes`. Whatever is not an id ends the list. */
export function parseState(search: string): SharedState {
  const query = new URLSearchParams(search);
  const given = (query.get('a') ?? '').split('.').slice(0, MOST_ANSWERS);
  const bad = given.findIndex((id) => !ANSWER_ID.test(id));
  return { version: Number.parseInt(query.get('v') ?? '', 10) || 0, answers: bad < 0 ? given : given.slice(0, bad) };
}

/** The query that parses back to the state; empty at the start of a tree. */
export const formatState = ({ version, answers }: { version: number; answers: readonly string[] }): string =>
  answers.length > 0 ? `?v=${version}&a=${answers.join('.')}` : '';
