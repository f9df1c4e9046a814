/** What an image really is: its first bytes, not its name. */

/** `unsafe-svg` could run something or fetch something; `link` is a symbolic link; `null` is no image we know. */
export type ImageType = 'png' | 'jpg' | 'webp' | 'svg' | 'unsafe-svg' | 'link' | null;

/** A file of the content folder that is no text; `path` is relative to it, with `/`; `size` in bytes. */
export interface ImageFile { path: string; size: number; type: ImageType }

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPG = [0xff, 0xd8, 0xff];

/** @param bytes the beginning of the file; of an SVG, all of it that is to be judged */
export function imageType(bytes: Uint8Array): ImageType {
  if (PNG.every((byte, index) => bytes[index] === byte)) return 'png';
  if (JPG.every((byte, index) => bytes[index] === byte)) return 'jpg';
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith('RIFF') && text.slice(0, 40).includes('WEBP')) return 'webp';
  if (!/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<svg[\s>]/.test(text)) return null;
  return /<script|<foreignobject|<!entity|<!doctype|<iframe|<style|[\s"'/]on\w+\s*=|(?:href|src)\s*=\s*["']?\s*[^"'#\s]|url\(\s*["']?[^"')#\s]|&#/i.test(text) ? 'unsafe-svg' : 'svg';
}
