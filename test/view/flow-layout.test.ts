import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorldBlock } from '../../src/snapshot/flow-snapshot.ts';
import { layOutFlow } from '../../src/view/flow-layout.ts';

const block = (name: string, to: readonly number[], servers = 1): WorldBlock => ({
  name,
  type: 'queue',
  servers,
  to: to.map((target) => ({ block: target, label: '' })),
});

describe('the layout of a flow', () => {
  it('sets a chain out in columns from left to right on one level', () => {
    const { boxes } = layOutFlow([block('a', [1]), block('b', [2]), block('c', [])]);
    expect(boxes.map((box) => box.layer)).toEqual([0, 1, 2]);
    const middles = boxes.map((box) => box.y + box.height / 2);
    expect(new Set(middles).size).toBe(1);
    expect(boxes[1].x).toBeGreaterThan(boxes[0].x + boxes[0].width);
  });

  it('puts a block behind the longest path that leads to it', () => {
    const { boxes } = layOutFlow([block('a', [1, 2]), block('b', [2]), block('c', [])]);
    expect(boxes[2].layer).toBe(2);
  });

  it('draws a cycle as a loop below everything and keeps the reading order', () => {
    const { boxes, edges } = layOutFlow([
      block('a', [1]),
      block('b', [2]),
      block('c', [1, 3]),
      block('d', []),
    ]);
    expect(boxes.map((box) => box.layer)).toEqual([0, 1, 2, 3]);
    const loop = edges.find((edge) => edge.from === 2 && edge.to === 1);
    expect(loop?.isBack).toBe(true);
    const lowestBox = Math.max(...boxes.map((box) => box.y + box.height));
    const depths = loop?.points.filter((_, i) => i % 2 === 1) ?? [];
    expect(Math.max(...depths)).toBeGreaterThan(lowestBox);
    expect(edges.filter((edge) => edge.isBack)).toHaveLength(1);
  });

  it('leads a line that skips a column around the block in between', () => {
    const { boxes, edges, top } = layOutFlow([block('a', [1, 2]), block('b', [2]), block('c', [])]);
    const skip = edges.find((edge) => edge.from === 0 && edge.to === 2);
    const between = boxes[1];
    for (let i = 0; i < (skip?.points.length ?? 0); i += 2) {
      const [x, y] = [skip?.points[i] ?? 0, skip?.points[i + 1] ?? 0];
      const isInside =
        x > between.x && x < between.x + between.width && y > between.y && y < between.y + between.height;
      expect(isInside).toBe(false);
    }
    expect(top).toBeLessThan(0);
  });

  it('reads from top to bottom where it is told to, each block below the one before', () => {
    const { boxes, edges } = layOutFlow([block('a', [1]), block('b', [2, 0]), block('c', [])], 'down');
    expect(new Set(boxes.map((box) => box.x)).size).toBe(1);
    expect(boxes[1].y).toBeGreaterThan(boxes[0].y + boxes[0].height);
    expect(boxes[2].y).toBeGreaterThan(boxes[1].y + boxes[1].height);
    const loop = edges.find((edge) => edge.isBack);
    const farthest = Math.max(...(loop?.points.filter((_, i) => i % 2 === 0) ?? []));
    expect(farthest).toBeGreaterThan(boxes[0].x + boxes[0].width);
  });

  it('makes room for many servers', () => {
    const { boxes } = layOutFlow([block('one', [1], 1), block('thirty', [], 30)]);
    expect(boxes[1].height).toBeGreaterThan(boxes[0].height);
  });

  it('lays out nothing, a lone block, and a block that leads to itself', () => {
    expect(layOutFlow([])).toMatchObject({ boxes: [], edges: [], height: 0 });
    expect(layOutFlow([block('a', [0])]).edges[0].isBack).toBe(true);
  });

  it('refuses a connection to a block that does not exist', () => {
    expect(() => layOutFlow([block('a', [4])])).toThrow(/Block a leads to block 4/);
  });

  it('never lets boxes overlap, and every edge runs from its block to its block', () => {
    const graph = fc.integer({ min: 1, max: 14 }).chain((count) =>
      fc.array(fc.array(fc.nat({ max: count - 1 }), { maxLength: 3 }), {
        minLength: count,
        maxLength: count,
      }),
    );
    fc.assert(
      fc.property(graph, (targets) => {
        const blocks = targets.map((to, i) => block(String(i), [...new Set(to)], i * 3));
        for (const direction of ['across', 'down'] as const) {
          const { boxes, edges, left, top, width, height } = layOutFlow(blocks, direction);
          expect(boxes.filter(Boolean)).toHaveLength(targets.length);
          boxes.forEach((a, i) => {
            for (const b of boxes.slice(i + 1)) {
              const apart =
                a.x + a.width <= b.x ||
                b.x + b.width <= a.x ||
                a.y + a.height <= b.y ||
                b.y + b.height <= a.y;
              expect(apart).toBe(true);
            }
            expect(a.x >= left && a.y >= top && a.x + a.width <= width && a.y + a.height <= height).toBe(
              true,
            );
          });
          for (const edge of edges) {
            const from = boxes[edge.from];
            const to = boxes[edge.to];
            const [startX, startY] = edge.points;
            if (direction === 'across') expect(startX).toBeCloseTo(from.x + from.width, 6);
            else expect(startY).toBeCloseTo(from.y + from.height, 6);
            expect(edge.points[edge.points.length - 2]).toBeCloseTo(to.inletX, 6);
            expect(edge.points[edge.points.length - 1]).toBeCloseTo(to.inletY, 6);
            if (!edge.isBack) expect(to.layer).toBeGreaterThan(from.layer);
          }
        }
      }),
    );
  });
});
