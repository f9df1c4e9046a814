/** What was searched on this device, newest first. Kept nowhere else; silent where storage is closed. */
const KEY = 'recent-searches';
const MOST = 6;

export function recentSearches(): string[] {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(saved) ? saved.filter((item): item is string => typeof item === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function addRecent(query: string): void {
  const text = query.trim().slice(0, 60);
  if (!text) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([text, ...recentSearches().filter((other) => other !== text)].slice(0, MOST)));
  } catch {
    // Private mode or a full store: the search works all the same.
  }
}

export function clearRecent(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
