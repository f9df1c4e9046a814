/** Which items were used last and which are pinned: keys only, on this device only. */
import { recall, remember } from './kept.ts';

const RECENT = 'desk:recent';
const PINNED = 'desk:pinned';
const MOST_RECENT = 8;

const read = (name: string): string[] => (recall(name) ?? '').split(' ').filter(Boolean);

export const recent = (): string[] => read(RECENT);
export const pinned = (): string[] => read(PINNED);
export const isPinned = (key: string): boolean => pinned().indexOf(key) >= 0;

export function used(key: string): void {
  remember(RECENT, [key, ...recent().filter((other) => other !== key)].slice(0, MOST_RECENT).join(' '));
}

/** @returns whether it is pinned now */
export function togglePin(key: string): boolean {
  const others = pinned().filter((other) => other !== key);
  const on = others.length === pinned().length;
  remember(PINNED, (on ? [key, ...others] : others).join(' '));
  return on;
}
