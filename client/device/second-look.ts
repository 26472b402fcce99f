/**
 * The middle of a picture larger or turned. Small bars become wide enough to be told apart (14 of 167 more UPC-A on old
 * phones' photos), and bars held askew come to lie as the reader looks for them, along the rows or down the columns.
 */
import { must } from '../../shared/result.ts';
import type { Point } from './read-codes.ts';

export interface SecondLook {
  readonly picture: ImageData;
  /** From a place in this picture to the same place in the whole one. */
  readonly toWhole: (point: Point) => Point;
}

export function lookAgain(
  whole: ImageData,
  { scale = 1, degrees = 0 }: { readonly scale?: number; readonly degrees?: number },
): SecondLook {
  const { width, height } = whole;
  const matrix = new DOMMatrix()
    .translateSelf(width / 2, height / 2)
    .rotateSelf(degrees)
    .scaleSelf(scale)
    .translateSelf(-width / 2, -height / 2);
  const source = draw(width, height);
  source.putImageData(whole, 0, 0);
  const target = draw(width, height);
  // Turned, the corners are empty: neither ink nor paper.
  target.fillStyle = '#888';
  target.fillRect(0, 0, width, height);
  target.imageSmoothingQuality = 'high';
  target.setTransform(matrix);
  target.drawImage(source.canvas, 0, 0);
  const back = matrix.inverse();
  return {
    picture: target.getImageData(0, 0, width, height),
    toWhole: ({ x, y }) => {
      const point = back.transformPoint({ x, y });
      return { x: point.x, y: point.y };
    },
  };
}

function draw(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(width, height);
  return must(canvas.getContext('2d', { willReadFrequently: true }), 'a canvas to draw on');
}
