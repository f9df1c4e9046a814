import type { Corpus } from '../corpus.ts';

/** Addresses of pages that content makes, as content names them. */
export function pageAddresses(corpus: Corpus): Set<string> {
  return new Set([
    ...corpus.guides.map(({ id }) => `/guides/${id}/`),
    ...corpus.categories.data.flatMap(({ slug, issues }) => [`/guides/${slug}/`, ...issues.map((issue) => `/guides/${slug}/${issue.slug}/`)]),
    ...corpus.trees.map(({ id }) => `/trees/${id}/`),
    ...corpus.codes.map(({ id }) => `/codes/${id}/`),
    ...corpus.pages.map(({ id }) => `/${id}/`),
    '/', '/guides/', '/trees/', '/codes/', '/glossary/', '/search/', '/scope/',
  ]);
}
