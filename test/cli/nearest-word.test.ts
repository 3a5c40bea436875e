import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../cli/program-file/nearest-word.ts';

const words = ['statusSystems', 'closingDelayHours', 'counters', 'upTo', 'over'];

describe('the nearest word', () => {
  // biome-ignore format: a row a case, like a table
  it.each([
    ['statusSystem',       'statusSystems'],
    ['status-systems',     'statusSystems'],
    ['StatusSystems',      'statusSystems'],
    ['closingDelayHuors',  'closingDelayHours'],
    ['conuters',           'counters'],
    ['upto',               'upTo'],
    ['ovre',               'over'],
    ['threshold',          null],
    ['x',                  null],
  ])('to %s is %s', (written, meant) => {
    expect(nearestWord(written, words)).toBe(meant);
  });
});
