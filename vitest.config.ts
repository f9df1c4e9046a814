/** Three rings: pure functions, every content entry, then the built site and a real browser (these need `dist/`). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // More than there may be processors: tests of the browser mostly wait.
    maxWorkers: 3,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 300_000 } },
      { test: { name: 'content', include: ['test/content/**/*.test.ts'], testTimeout: 300_000 } },
      { test: { name: 'site', include: ['test/site/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } },
      {
        test: {
          name: 'browser', retry: 1, include: ['test/browser/**/*.test.ts'], globalSetup: 'test/browser/serve.ts', testTimeout: 300_000, hookTimeout: 300_000,
          // What arrives, arrives late on a busy machine.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
