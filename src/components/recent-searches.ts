/** What was searched on this device, newest first. Kept nowhere else. */
import { forget, recall, remember } from './kept.ts';

const KEY = 'recent-searches';
const MOST = 6;

export function recentSearches(): string[] {
  try {
    const saved: unknown = JSON.parse(recall(KEY) ?? '[]');
    return Array.isArray(saved) ? saved.filter((item): item is string => typeof item === 'string').slice(0, MOST) : [];
  } catch {
    // Somebody else's text under our name.
    return [];
  }
}

export function addRecent(query: string): void {
  const text = query.trim().slice(0, 60);
  if (text) remember(KEY, JSON.stringify([text, ...recentSearches().filter((other) => other !== text)].slice(0, MOST)));
}

export const clearRecent = (): void => forget(KEY);
