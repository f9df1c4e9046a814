/** Front matter ends at the first line that opens with `---`, whatever follows on it. */
export const FRONT_MATTER = /^---[ \t]*\r?\n((?:(?!---|\+\+\+).*\r?\n)*)---[ \t]*(?:\r?\n|$)/;
