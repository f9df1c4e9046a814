/** Noto Sans SC, see src/assets/fonts/README.md. */
export const FONTS = { medium: 'src/assets/fonts/noto-sans-sc-500.ttf', bold: 'src/assets/fonts/noto-sans-sc-700.ttf' };
