import { describe, expect, it } from 'vitest';
import { queueFilter } from '@/components/queue/queue-query';

describe('The filter in the address of the Queue page', () => {
  it.each<[string, Parameters<typeof queueFilter>[0], object]>([
    ['is empty where nothing stands', {}, {}],
    ['is empty where parts are', { state: '', domain: '', olderThan: '' }, {}],
    [
      'has all of its parts',
      {
        state: 'held',
        domain: 'x.tld',
        sender: '<>',
        nextHop: 'mx.x.tld:25',
        reason: 'timeout',
        rule: '00000000-0000-4000-8000-00000000000a',
        olderThan: '3600',
      },
      {
        state: 'held',
        domain: 'x.tld',
        sender: '<>',
        nextHop: 'mx.x.tld:25',
        reason: 'timeout',
        rule: '00000000-0000-4000-8000-00000000000a',
        olderThan: 3600,
      },
    ],
    [
      'leaves out what it does not understand, and only that',
      { state: 'gone', domain: 'x.tld', olderThan: 'long', rule: '1' },
      { domain: 'x.tld' },
    ],
    ['leaves out what is there twice', { domain: ['a.tld', 'b.tld'], state: 'held' }, { state: 'held' }],
    ['knows nothing of other parameters', { view: 'hops', sneaky: '1' }, {}],
  ])('%s', (_, parameters, expected) => {
    expect(queueFilter(parameters)).toEqual(expected);
  });
});
