/** Three rings: pure functions, every content entry, then the built site and a real browser (these need `dist/`). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { name: 'content', include: ['test/content/**/*.test.ts'] } },
      { test: { name: 'site', include: ['test/site/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { /* A browser on a busy machine may be late once; what is wrong is wrong twice. */ name: 'browser', retry: 1, include: ['test/browser/**/*.test.ts'], globalSetup: 'test/browser/serve.ts', testTimeout: 180_000, hookTimeout: 180_000, /* What arrives, arrives late on a busy machine. */ expect: { poll: { timeout: 20_000 } }, fileParallelism: false } },
    ],
  },
});
