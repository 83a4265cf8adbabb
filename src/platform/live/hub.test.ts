import { describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { openHub } from './hub.ts';

const everybody = systemScope('test', 'test');
const start = 1_000_000;

describe('what was said of late', () => {
  test('is known again for two minutes, once each', () => {
    let now = start;
    const hub = openHub(() => now);
    now += 1_000;
    hub.publish([{ key: 'a', path: '/x/' }]);
    now += 1_000;
    hub.publish([
      { key: 'a', path: '/x/' },
      { key: 'b', path: '/y/' },
      { key: 'c', account: 'somebody' },
    ]);
    expect(hub.missed(everybody, start)).toEqual(['a', 'b']);
    expect(hub.missed(everybody, start + 1_500)).toEqual(['a', 'b']);
    expect(hub.missed(everybody, start + 2_001)).toEqual([]);
    // Before the process listened nothing is known.
    expect(hub.missed(everybody, start - 1)).toEqual(['*']);
    now = start + 121_001;
    hub.publish([{ key: 'd', path: '/z/' }]);
    expect(hub.missed(everybody, start + 1_000)).toEqual(['*']);
    expect(hub.missed(everybody, start + 1_001)).toEqual(['a', 'b', 'd']);
  });

  test('is forgotten where it becomes too much', () => {
    let now = start;
    const hub = openHub(() => now);
    const many = Array.from({ length: 15_000 }, (_, at) => ({ key: `m:${at}`, path: '/x/' }));
    now += 10;
    hub.publish(many);
    now += 10;
    hub.publish(many.slice(0, 10_000));
    expect(hub.missed(everybody, start + 5)).toEqual(['*']);
    expect(hub.missed(everybody, start + 15)).toHaveLength(10_000);
  });
});
