import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Heap } from './heap.js';
import { fit, Labels, LayerTooLarge, Tiles } from './layers.js';

test('gives the smallest first', () => {
  const heap = new Heap<number>((one, other) => one < other);
  [5, 1, 4].forEach((value) => heap.push(value));
  assert.deepEqual([heap.pop(), heap.pop(), heap.pop(), heap.pop()], [1, 4, 5, undefined]);
});

test('the first layer has to fit', () => {
  const layers = [new Tiles([new Uint8Array(100)]), new Labels(['a'])];
  assert.throws(() => fit(layers, 50), LayerTooLarge);
  assert.equal(fit(layers, 100).length, 2);
});
