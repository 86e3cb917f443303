import { tokenReader } from '../../world/stage-theme.ts';
import { type Picture, type Shape, TEXT_SIZE } from './picture.ts';

const MARGIN = 16;
const TITLE_HEIGHT = 22;

/** The picture with its title on the page's ground, in its present colors. @param scale pixels of the file per CSS pixel */
export async function picturePng(picture: Picture, title: string, scale = 2): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((picture.width + 2 * MARGIN) * scale);
  canvas.height = Math.round((picture.height + 2 * MARGIN + TITLE_HEIGHT) * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  const ink = tokenReader();
  const font = getComputedStyle(document.body).fontFamily;
  context.scale(scale, scale);
  context.fillStyle = ink('--surface-1');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = ink('--text');
  context.font = `600 13px ${font}`;
  context.fillText(title, MARGIN, MARGIN + 10);
  context.translate(MARGIN, MARGIN + TITLE_HEIGHT);
  context.lineJoin = 'round';
  for (const shape of picture.shapes) draw(context, shape, ink, font);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no PNG')) : resolve(blob)), 'image/png');
  });
}

function draw(
  context: CanvasRenderingContext2D,
  shape: Shape,
  ink: (token: string) => string,
  font: string,
): void {
  const color = ink(shape.ink);
  context.fillStyle = color;
  context.strokeStyle = color;
  context.globalAlpha = 'opacity' in shape ? (shape.opacity ?? 1) : 1;
  switch (shape.kind) {
    case 'line':
      context.lineWidth = shape.width ?? 1;
      context.setLineDash(shape.isDashed ? [5, 4] : []);
      context.beginPath();
      context.moveTo(...shape.from);
      context.lineTo(...shape.to);
      context.stroke();
      context.setLineDash([]);
      break;
    case 'curve':
      context.lineWidth = shape.width ?? 1;
      context.beginPath();
      for (const point of shape.points) context.lineTo(...point);
      context.stroke();
      break;
    case 'box':
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      break;
    case 'dots':
      for (const [x, y] of shape.points) {
        context.beginPath();
        context.arc(x, y, shape.radius, 0, 2 * Math.PI);
        context.fill();
      }
      break;
    case 'text':
      context.font = `${shape.isBold ? 600 : 400} ${TEXT_SIZE}px ${font}`;
      context.textAlign = shape.anchor === 'middle' ? 'center' : (shape.anchor ?? 'start');
      context.fillText(shape.text, ...shape.at);
      break;
  }
  context.globalAlpha = 1;
}
