/** An address handed to another phone as a QR code, on a screen or on paper. Loaded only when one is drawn. */
import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param use what scanning does, for those who cannot see the picture
 * @returns the address as a picture for another phone to scan
 */
export function qrCode(address: string, use: string): SVGSVGElement {
  const { data, size } = encode(address, { border: 2 });
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `二维码：用手机扫，${use}`);
  const paper = document.createElementNS(SVG, 'rect');
  paper.setAttribute('width', String(size));
  paper.setAttribute('height', String(size));
  paper.setAttribute('fill', '#fff');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join(''));
  svg.append(paper, path);
  return svg;
}
