/** What the editors' commands say when they stop: never a stack trace, never English from the argument parser. */
export const refusal = (error: Error & { code?: string }, usage: string): string =>
  error.code?.startsWith('ERR_PARSE_ARGS') ? `参数写得不对：${/'([^']+)'/.exec(error.message)?.[1] ?? error.message}\n${usage}` : error.message;
